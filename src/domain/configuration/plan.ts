import type { InputSettings } from '../input.ts'
import { everyInterface, isMoved } from '../inputRules.ts'
import type { UsualOutput } from '../newSettings.ts'
import type { OutputSettings } from '../output.ts'
import { wordsOf } from '../causes/secret.ts'
import type { ConfigurationChange, ConfigurationPlan, FieldChange, Interruption, InterruptionKind } from './configuration.ts'
import { hasSecret } from './match.ts'
import type { Current, InputStep, OutputStep, Steps } from './match.ts'
import { fileSecrets } from './wanted.ts'

/** Of each note. */
const mostTold = 10

const inputFields = ['udpPort', 'listenAddress', 'multicastGroup', 'sourceAddress', 'tags', 'desired'] as const

const outputFields = [
  ...(['protocol', 'url', 'username', 'port', 'latencyMs', 'streamId', 'packetSize', 'ttl', 'localAddress'] as const),
  ...(['allowInvalidCertificate', 'reconnectDelaySeconds', 'maxReconnectAttempts', 'tags', 'desired'] as const),
]

/** What the steps change and interrupt, for people. No value of a secret is in it. */
export function planOf(steps: Steps, current: Current, usual: UsualOutput): ConfigurationPlan {
  const unsaid = new Map<string, unknown>([
    ...Object.entries({ listenAddress: everyInterface, allowInvalidCertificate: false, desired: 'RUNNING' }),
    ['reconnectDelaySeconds', usual.defaultReconnectDelaySeconds],
    ['maxReconnectAttempts', usual.maxReconnectAttempts],
  ])
  const outputs = steps.inputs.flatMap((input) => input.outputs.map((output) => ({ input, output })))
  const replaced = new Set(outputs.map(({ output }) => output.replaced?.settings.id))
  const nameOf = new Map(current.inputs.map(({ id, name }) => [id, name]))
  const gone = steps.removedOutputs.filter(({ settings: { id, inputId } }) => nameOf.has(inputId) && !replaced.has(id))
  return {
    changes: [
      ...steps.inputs.flatMap((input) => [
        ...inputChange(input, unsaid),
        ...input.outputs.flatMap((output) => outputChange(input, output, unsaid)),
      ]),
      ...gone.map(({ settings: { name, inputId } }) => removed('OUTPUT', name, nameOf.get(inputId) ?? '')),
      ...steps.removedInputs.map(({ name }) => removed('INPUT', name, null)),
    ],
    interruptions: interruptionsOf(steps, current),
    notes: notesOf(outputs),
  }
}

function removed(noun: 'INPUT' | 'OUTPUT', name: string, inputName: string | null): ConfigurationChange {
  return { kind: 'REMOVED', noun, name, inputName, fields: [] }
}

function inputChange({ before, after }: InputStep, unsaid: Unsaid): ConfigurationChange[] {
  const fields = differing(inputFields, before, after, unsaid)
  if (fields.length === 0) return []
  return [{ kind: before ? 'CHANGED' : 'ADDED', noun: 'INPUT', name: after.name, inputName: null, fields }]
}

function outputChange(
  input: InputStep,
  { before, replaced, after, newSecrets }: OutputStep,
  unsaid: Unsaid,
): ConfigurationChange[] {
  const from = (before ?? replaced)?.settings ?? null
  const secrets = fileSecrets.filter((name) => (before === null ? hasSecret(after, name) : newSecrets[name] !== undefined))
  const fields = [
    ...differing(outputFields, from, after, unsaid),
    ...secrets.map((field) => ({ field, before: null, after: null, isSecret: true })),
  ]
  if (fields.length === 0) return []
  const kind = before ? 'CHANGED' : replaced ? 'REPLACED' : 'ADDED'
  return [{ kind, noun: 'OUTPUT', name: after.name, inputName: input.after.name, fields }]
}

/** What settings are without a word. */
type Unsaid = ReadonlyMap<string, unknown>

/** Of what is made: all that does not go without saying. */
function differing<T extends object>(
  names: readonly (keyof T & string)[],
  before: T | null,
  after: T,
  unsaid: Unsaid,
): FieldChange[] {
  return names.flatMap((field) => {
    const [from, to] = [before === null ? null : shown(before[field]), shown(after[field])]
    const isUnsaid = before === null && after[field] === unsaid.get(field)
    return isUnsaid || from === to ? [] : [{ field, before: from, after: to, isSecret: false }]
  })
}

function shown(value: unknown): string | null {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null
  return Array.isArray(value) ? JSON.stringify(value) : String(value)
}

/** What of the outputs that run by wish does not go on as if nothing had happened. */
function interruptionsOf({ inputs, removedOutputs }: Steps, current: Current): Interruption[] {
  const inputOf = new Map(current.inputs.map((input) => [input.id, input]))
  const stepOf = new Map(
    inputs.flatMap((input) =>
      input.outputs.map((output) => [(output.before ?? output.replaced)?.settings.id ?? '', { input, output }]),
    ),
  )
  const inputStepOf = new Map(inputs.map((input) => [input.before?.id ?? '', input]))
  const gone = new Set(removedOutputs.map(({ settings }) => settings.id))
  return current.outputs.flatMap(({ settings }) => {
    const input = inputOf.get(settings.inputId)
    if (!input || settings.desired !== 'RUNNING' || input.desired !== 'RUNNING') return []
    const step = stepOf.get(settings.id)
    const kind = interruptionOf(settings, input, {
      output: step?.output.after ?? (gone.has(settings.id) ? null : settings),
      isReplaced: (step?.output.replaced ?? null) !== null,
      input: inputStepOf.get(input.id)?.after ?? input,
    })
    return kind === null ? [] : [{ kind, id: settings.id, name: settings.name, inputName: input.name }]
  })
}

function interruptionOf(
  before: OutputSettings,
  inputBefore: InputSettings,
  after: { output: OutputSettings | null; isReplaced: boolean; input: InputSettings },
): InterruptionKind | null {
  if (after.output === null || after.output.desired === 'STOPPED') return 'ENDED'
  if (after.input.desired === 'STOPPED' || isMoved(inputBefore, after.input)) return 'WAITS'
  return after.isReplaced || after.output.generation !== before.generation ? 'RESTARTED' : null
}

function notesOf(outputs: readonly { input: InputStep; output: OutputStep }[]): string[] {
  const kept = outputs.flatMap(({ output }) => [...output.wanted.kept.values()].map(({ variable }) => variable))
  const inClear = outputs.flatMap(({ input, output: { wanted, after } }) =>
    wanted.inClear.map(
      (secret) => `the ${wordsOf(after.protocol, [secret])} of output "${after.name}" of input "${input.after.name}"`,
    ),
  )
  return [
    ...(kept.length === 0 ? [] : [`Not set, so what is stored stays: ${some([...new Set(kept)])}`]),
    ...(inClear.length === 0 ? [] : [`In clear in the file, where a variable would keep it out: ${some(inClear)}`]),
  ]
}

function some(texts: readonly string[]): string {
  const [told, rest] = [texts.slice(0, mostTold), texts.length - mostTold]
  return told.join(', ') + (rest > 0 ? `, and ${rest} more` : '')
}
