import type {
  ConfigurationChange,
  ConfigurationChangeKind,
  ConfigurationFault,
  ConfigurationPlan,
  FieldChange,
  Interruption,
  InterruptionKind,
  WrittenConfiguration,
} from '../domain/configuration/configuration.ts'
import { ConfigurationError } from '../domain/errors.ts'
import { builder, enumOf } from './builder.ts'
import { Problem } from './problems.ts'

const ConfigurationType = builder.objectRef<WrittenConfiguration>('Configuration').implement({
  description: 'Everything that people set, as a file. No secret is in it.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'YAML, sorted by name: the same as long as nothing is changed.' }),
    variables: t.exposeStringList('variables', { description: 'The names in it that stand for secrets, each another one.' }),
  }),
})

const ChangeKindType = enumOf<ConfigurationChangeKind>('ConfigurationChangeKind', 'What a file does to an input or output.', {
  ADDED: 'It is made.',
  CHANGED: 'Settings of it are changed.',
  REPLACED: 'An output of another protocol takes its place: it is removed and made anew, with another id.',
  REMOVED: 'It is removed, since the file does not name it.',
})

const InterruptionKindType = enumOf<InterruptionKind>('InterruptionKind', 'How a running output is interrupted.', {
  RESTARTED: 'What sends ends and begins anew.',
  WAITS: 'Its input is stopped or listens elsewhere: it waits until a feed arrives there.',
  ENDED: 'It is stopped or removed.',
})

const ConfigurationNoun = enumOf<ConfigurationChange['noun']>('ConfigurationNoun', 'What is changed.', {
  INPUT: 'An input.',
  OUTPUT: 'An output.',
})

const FieldChangeType = builder.objectRef<FieldChange>('ConfigurationFieldChange').implement({
  description: 'What a file does to one setting.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'As the file calls it.' }),
    before: t.exposeString('before', { nullable: true, description: 'What it is; null: it has no value, or it is secret.' }),
    after: t.exposeString('after', { nullable: true, description: 'What it is to be; null: it gets no value, or it is secret.' }),
    isSecret: t.exposeBoolean('isSecret', { description: 'Whether its values are not told.' }),
  }),
})

const ChangeType = builder.objectRef<ConfigurationChange>('ConfigurationChange').implement({
  description: 'What a file does to one input or output.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKindType, description: 'What is done.' }),
    noun: t.expose('noun', { type: ConfigurationNoun, description: 'What it is done to.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    inputName: t.exposeString('inputName', { nullable: true, description: 'OUTPUT: the name of its input; null for an input.' }),
    fields: t.expose('fields', {
      type: [FieldChangeType],
      description: 'ADDED: settings that are other than usual. Empty for REMOVED.',
    }),
  }),
})

const InterruptionType = builder.objectRef<Interruption>('ConfigurationInterruption').implement({
  description: 'An output that runs by wish and is interrupted by a file.',
  fields: (t) => ({
    kind: t.expose('kind', { type: InterruptionKindType, description: 'How.' }),
    outputId: t.exposeID('id', { description: 'Of the output.' }),
    outputName: t.exposeString('name', { description: 'Its name.' }),
    inputName: t.exposeString('inputName', { description: 'The name of its input.' }),
  }),
})

const PlanType = builder.objectRef<ConfigurationPlan>('ConfigurationPlan').implement({
  description: 'What a file changes, against what is set now.',
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'interruptions' in value,
  fields: (t) => ({
    changes: t.expose('changes', {
      type: [ChangeType],
      description: 'In the order of the file, what is removed last; empty: everything is so already.',
    }),
    interruptions: t.expose('interruptions', { type: [InterruptionType], description: 'The outputs that do not just go on.' }),
    notes: t.exposeStringList('notes', {
      description:
        'Good to know, for people: secrets that stand in the file in clear, and those that stay because their variables are not set.',
    }),
  }),
})

const FaultType = builder.objectRef<ConfigurationFault>('ConfigurationFault').implement({
  description: 'One thing in a file that cannot be used.',
  fields: (t) => ({
    line: t.exposeInt('line', { nullable: true, description: 'Where it stands, from 1; null: nowhere in particular.' }),
    field: t.exposeString('field', { description: 'Such as `inputs[0].outputs[2].url`; empty: the file as a whole.' }),
    message: t.exposeString('message', { description: 'What is wrong, and what would be right. It holds no secret.' }),
  }),
})

builder.objectType(ConfigurationError, {
  name: 'InvalidConfiguration',
  description: 'A file that cannot be used. Nothing of it was done.',
  interfaces: [Problem],
  isTypeOf: (value) => value instanceof ConfigurationError,
  fields: (t) => ({
    faults: t.field({
      type: [FaultType],
      description: 'Everything that is wrong, in the order of the file; of one that is not YAML the first 50.',
      resolve: ({ faults }) => [...faults],
    }),
  }),
})

const ConfigurationResult = builder.errorUnion('ConfigurationResult', {
  description: 'What a file changes, or why it cannot be used.',
  types: [PlanType, ConfigurationError],
})

const VariableArgument = builder.inputType('ConfigurationVariable', {
  description: 'What a variable in a file stands for.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'As it stands between `${` and `}`.' }),
    value: t.string({ required: true, description: 'Write-only. Empty: as if it was not given.' }),
  }),
})

const FileArgument = builder.inputType('ConfigurationFile', {
  description: 'A configuration as a file.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'YAML, as `configuration` writes it.' }),
    variables: t.field({
      type: [VariableArgument],
      description: 'What `${NAME}` in it stands for. Where one is not given, the stored secret stays.',
    }),
    keepOthers: t.boolean({
      defaultValue: false,
      description: 'Whether inputs and outputs that the file does not name stay as they are; false: they are removed.',
    }),
  }),
})

builder.queryFields((t) => ({
  configuration: t.field({
    type: ConfigurationType,
    description: 'What is set now, as a file. Error BAD_USER_INPUT when two of the same name stand beside each other.',
    resolve: (_root, _args, { services }) => services.configuration.write(),
  }),
}))

builder.mutationFields((t) => ({
  planConfiguration: t.field({
    type: ConfigurationResult,
    description: 'What `applyConfiguration` would do now. Nothing is changed.',
    args: { file: t.arg({ type: FileArgument, required: true, description: 'What shall be.' }) },
    resolve: (_root, { file }, { services }) => services.configuration.plan(file),
  }),
  applyConfiguration: t.field({
    type: ConfigurationResult,
    description:
      'Makes everything as the file says, as one change: all of it or nothing. What is so already goes on undisturbed. Answers with what was changed.',
    args: { file: t.arg({ type: FileArgument, required: true, description: 'What shall be.' }) },
    resolve: (_root, { file }, { services }) => services.configuration.apply(file),
  }),
}))
