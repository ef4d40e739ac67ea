import type { OutputEvent } from '../domain/events.ts'
import type { Output } from '../domain/output.ts'
import { InvalidValueError, NotFoundError, PortTakenError } from '../domain/errors.ts'
import { builder } from './builder.ts'
import { badUserInput } from './errors.ts'
import { FailureType } from './failures.ts'
import { NewOutput, OutputChanges } from './outputArguments.ts'
import { Deleted, DeleteResult } from './problems.ts'
import { DeliveryType, DesiredType, EventKindType, OutputStateType, ProtocolType } from './states.ts'
import { InputType, OutputType } from './types.ts'

/** More ids than this in one call are refused. */
const mostIds = 1000

const ProcessUsageType = builder.objectRef<NonNullable<Output['process']>>('ProcessUsage').implement({
  description: 'The process that serves an output.',
  fields: (t) => ({
    pid: t.exposeInt('pid', { description: 'Process id on the server.' }),
    cpuPercent: t.exposeFloat('cpuPercent', { description: 'Percent of one core.' }),
    rssBytes: t.expose('rssBytes', { type: 'SafeInt', description: 'Resident memory, bytes.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When the process started.' }),
  }),
})

OutputType.implement({
  description: 'One destination that a feed is sent to.',
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'displayUrl' in value,
  fields: (t) => ({
    id: t.exposeID('id', { description: 'A whole number as text; never used twice.' }),
    name: t.exposeString('name', { description: 'What people call it.' }),
    inputId: t.exposeID('inputId', { description: 'Of the input whose feed it sends.' }),
    input: t.field({
      type: InputType,
      nullable: true,
      description: 'The input whose feed it sends; null once that is deleted.',
      resolve: (output, _args, { services }) => services.inputs.get(output.inputId),
    }),
    protocol: t.expose('protocol', { type: ProtocolType, description: 'How it reaches its destination.' }),
    tags: t.exposeStringList('tags', { description: 'Words to find it by.' }),
    url: t.exposeString('displayUrl', { description: 'For people and logs: every secret in it is masked.' }),
    callerUrl: t.exposeString('callerUrl', {
      nullable: true,
      description:
        'SRT_LISTENER: what to hand to the person who will connect. Its access token opens this output only; a passphrase stays masked: write it in place of `****`. Null for others.',
    }),
    hasStreamKey: t.exposeBoolean('hasStreamKey', { description: 'Whether a stream key is stored. It is never shown.' }),
    hasPassphrase: t.exposeBoolean('hasPassphrase', { description: 'Whether a passphrase is stored. It is never shown.' }),
    hasPassword: t.exposeBoolean('hasPassword', { description: 'Whether a password is stored. It is never shown.' }),
    username: t.exposeString('username', { nullable: true, description: 'Name to sign in with; null when there is none.' }),
    port: t.exposeInt('port', {
      nullable: true,
      description: 'SRT_LISTENER: its own port, one caller at a time; null: the shared port, many callers.',
    }),
    latencyMs: t.exposeInt('latencyMs', {
      nullable: true,
      description: 'SRT: time to send lost packets again, milliseconds; null: 120.',
    }),
    streamId: t.exposeString('streamId', {
      nullable: true,
      description: 'SRT_CALLER: what the listener tells callers apart by, a password in it masked; null: none.',
    }),
    packetSize: t.exposeInt('packetSize', {
      nullable: true,
      description: 'UDP, SRT_CALLER: payload bytes of one datagram; null: 1316.',
    }),
    ttl: t.exposeInt('ttl', { nullable: true, description: "UDP: hops that a datagram may take; null: the system's default." }),
    localAddress: t.exposeString('localAddress', {
      nullable: true,
      description: "UDP: local address to send from; null: the system's choice.",
    }),
    allowInvalidCertificate: t.exposeBoolean('allowInvalidCertificate', {
      description: 'RTMPS: whether a certificate that cannot be verified is taken.',
    }),
    reconnectDelaySeconds: t.exposeFloat('reconnectDelaySeconds', { description: 'Cap of the delay between attempts, seconds.' }),
    maxReconnectAttempts: t.exposeInt('maxReconnectAttempts', {
      description: 'Failed attempts after the first before it gives up; 0: it never does.',
    }),
    desired: t.expose('desired', { type: DesiredType, description: 'What a person wants.' }),
    state: t.expose('state', { type: OutputStateType, description: 'What is observed.' }),
    stateSince: t.expose('stateSince', { type: 'DateTime', description: 'When the present state began.' }),
    delivery: t.expose('delivery', { type: DeliveryType, description: 'Whether the destination is known to receive.' }),
    flapping: t.exposeBoolean('flapping', { description: 'More than 4 changes between live and not live in 2 minutes.' }),
    drops: t.exposeInt('drops', { description: 'Times it left LIVE without being asked to, in the last 24 hours.' }),
    attempt: t.exposeInt('attempt', {
      description:
        'Failed attempts since it last was live for 30 seconds, those included that ended before FFmpeg was started because nothing answered; 0: none.',
    }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When it is tried again; in the past: it is being tried, and FFmpeg is started once something answers. Null while FFmpeg runs, and when no attempt is planned.',
    }),
    restarts: t.exposeInt('restarts', {
      description:
        'Starts of its sender that no person asked for, since the wish became RUNNING. An attempt that ends before a start is none.',
    }),
    failure: t.expose('failure', {
      type: FailureType,
      nullable: true,
      description: 'Why it is not as wished now; null when it is STOPPED, WAITING_INPUT, LISTENING or LIVE.',
    }),
    bitrateBps: t.exposeFloat('bitrateBps', { description: 'Sent now, bits per second.' }),
    bytesSent: t.expose('bytesSent', {
      type: 'SafeInt',
      description: 'Bytes since the wish became RUNNING, over all its processes. RTSP: an estimate, by what the input brings.',
    }),
    callers: t.exposeInt('callers', { description: 'SRT_LISTENER: who reads from it now; 0 for others.' }),
    process: t.expose('process', {
      type: ProcessUsageType,
      nullable: true,
      description: 'The process that serves it; null when none runs.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
})

const OutputResult = builder.errorUnion('OutputResult', {
  description: 'The output as it is now, or why nothing was done.',
  types: [OutputType, InvalidValueError, NotFoundError, PortTakenError],
})

builder.queryFields((t) => ({
  output: t.field({
    type: OutputType,
    nullable: true,
    description: 'The output with this id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Of the output.' }) },
    resolve: (_root, { id }, { services }) => services.outputs.get(id),
  }),
  nextFreeSrtPort: t.int({
    nullable: true,
    description: 'A port that an SRT listener made now could have for itself; null when none of the range is free.',
    resolve: (_root, _args, { services }) => services.outputs.nextFreeSrtPort(),
  }),
}))

builder.mutationFields((t) => ({
  createOutput: t.field({
    type: OutputResult,
    description: 'Makes an output.',
    args: { output: t.arg({ type: NewOutput, required: true, description: 'What it shall be.' }) },
    resolve: (_root, { output }, { services }) => services.outputs.create(output),
  }),
  updateOutput: t.field({
    type: OutputResult,
    description: 'Changes the settings of an output. It restarts only when what changed needs it.',
    args: {
      id: t.arg.id({ required: true, description: 'Of the output.' }),
      changes: t.arg({ type: OutputChanges, required: true, description: 'What shall be different.' }),
    },
    resolve: (_root, { id, changes }, { services }) => services.outputs.update(id, changes),
  }),
  deleteOutput: t.field({
    type: DeleteResult,
    description: 'Deletes an output, which is stopped first.',
    args: { id: t.arg.id({ required: true, description: 'Of the output.' }) },
    resolve: async (_root, { id }, { services }) => {
      await services.outputs.delete(id)
      return new Deleted(id)
    },
  }),
  startOutput: t.field({
    type: OutputResult,
    description: 'Wishes that an output runs.',
    args: { id: t.arg.id({ required: true, description: 'Of the output.' }) },
    resolve: (_root, { id }, { services }) => services.outputs.start(id),
  }),
  stopOutput: t.field({
    type: OutputResult,
    description: 'Wishes that an output is stopped.',
    args: { id: t.arg.id({ required: true, description: 'Of the output.' }) },
    resolve: (_root, { id }, { services }) => services.outputs.stop(id),
  }),
  retryOutput: t.field({
    type: OutputResult,
    description: 'Makes the next attempt now; also the way out of FAILED.',
    args: { id: t.arg.id({ required: true, description: 'Of the output.' }) },
    resolve: (_root, { id }, { services }) => services.outputs.retry(id),
  }),
  startOutputs: t.field({
    type: [OutputResult],
    description: 'Wishes that these outputs run. The results stand in the order asked; one bad id spoils nothing.',
    args: { ids: t.arg.idList({ required: true, description: `Of the outputs, ${mostIds} at most.` }) },
    resolve: (_root, { ids }, { services }) => checkedIds(ids).map((id) => services.outputs.start(id)),
  }),
  stopOutputs: t.field({
    type: [OutputResult],
    description: 'Wishes that these outputs are stopped. The results stand in the order asked; one bad id spoils nothing.',
    args: { ids: t.arg.idList({ required: true, description: `Of the outputs, ${mostIds} at most.` }) },
    resolve: (_root, { ids }, { services }) => checkedIds(ids).map((id) => services.outputs.stop(id)),
  }),
}))

function checkedIds(ids: readonly string[]): readonly string[] {
  if (ids.length > mostIds) throw badUserInput(`ids can be ${mostIds} at most.`)
  return ids
}

const OutputEventType = builder.objectRef<OutputEvent>('OutputEvent').implement({
  description: 'What followers of outputs hear.',
  fields: (t) => ({
    kind: t.expose('kind', { type: EventKindType, description: 'What it tells.' }),
    outputs: t.field({
      type: [OutputType],
      nullable: true,
      description: 'SNAPSHOT: the whole list; null otherwise.',
      resolve: (event) => (event.kind === 'SNAPSHOT' ? event.objects : null),
    }),
    id: t.id({
      nullable: true,
      description: 'Of the output that it concerns; null for SNAPSHOT.',
      resolve: (event) => (event.kind === 'SNAPSHOT' ? null : event.id),
    }),
    output: t.field({
      type: OutputType,
      nullable: true,
      description: 'ADDED and CHANGED: the output as it is now; null otherwise.',
      resolve: (event) => ('object' in event ? event.object : null),
    }),
  }),
})

builder.subscriptionFields((t) => ({
  outputEvents: t.field({
    type: OutputEventType,
    description: 'First a SNAPSHOT, then every change of state and settings. An id that does not exist: error NOT_FOUND.',
    args: {
      id: t.arg.id({ description: 'Only this output; absent or null: all.' }),
      inputId: t.arg.id({ description: 'Only outputs of this input; absent or null: of all.' }),
    },
    subscribe: (_root, { id, inputId }, { services }) => services.outputs.follow({ id, inputId }),
    resolve: (event) => event,
  }),
}))
