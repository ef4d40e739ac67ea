import type { InputEvent } from '../domain/events.ts'
import type { Track } from '../domain/input.ts'
import { InvalidValueError, NotFoundError, PortTakenError } from '../domain/errors.ts'
import { builder } from './builder.ts'
import { FailureType } from './failures.ts'
import { Deleted, DeleteResult } from './problems.ts'
import { DesiredType, EventKindType, InputStateType } from './states.ts'
import { InputType, OutputType } from './types.ts'

const TrackType = builder.objectRef<Track>('Track').implement({
  description: 'One elementary stream of a feed.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: '`video`, `audio` or `data`.' }),
    codec: t.exposeString('codec', { description: 'For people, such as `H264` or `MPEG-4 Audio`.' }),
    profile: t.exposeString('profile', { nullable: true, description: 'Profile of the codec; null when it is not known.' }),
    width: t.exposeInt('width', { nullable: true, description: 'Pixels; null for audio and data.' }),
    height: t.exposeInt('height', { nullable: true, description: 'Pixels; null for audio and data.' }),
    sampleRate: t.exposeInt('sampleRate', { nullable: true, description: 'Hz; null for video and data.' }),
    channels: t.exposeInt('channels', { nullable: true, description: 'Audio channels; null for video and data.' }),
  }),
})

InputType.implement({
  description: 'A feed that arrives: MPEG-TS over UDP.',
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'listenUrl' in value,
  fields: (t) => ({
    id: t.exposeID('id', { description: 'A whole number as text; never used twice.' }),
    name: t.exposeString('name', { description: 'What people call it.' }),
    udpPort: t.exposeInt('udpPort', { description: 'The UDP port that it listens on.' }),
    listenAddress: t.exposeString('listenAddress', {
      description:
        'The local address that it listens on; `0.0.0.0` is every interface. With a multicast group: whose network interface joins it; `0.0.0.0` is the one that the system chooses.',
    }),
    multicastGroup: t.exposeString('multicastGroup', {
      nullable: true,
      description: 'The IPv4 multicast group that it receives; null: packets sent to this machine.',
    }),
    sourceAddress: t.exposeString('sourceAddress', {
      nullable: true,
      description: 'The only sender whose packets of the multicast group are taken; null: any.',
    }),
    tags: t.exposeStringList('tags', { description: 'Words to find it by.' }),
    desired: t.expose('desired', { type: DesiredType, description: 'What a person wants.' }),
    state: t.expose('state', { type: InputStateType, description: 'What is observed.' }),
    stateSince: t.expose('stateSince', { type: 'DateTime', description: 'When the present state began.' }),
    failure: t.expose('failure', {
      type: FailureType,
      nullable: true,
      description: 'Why it is not as wished now; null when it is STOPPED, WAITING or LIVE.',
    }),
    bitrateBps: t.exposeFloat('bitrateBps', { description: 'Received now, bits per second.' }),
    bytesReceived: t.expose('bytesReceived', { type: 'SafeInt', description: 'Bytes since the feed came.' }),
    tracks: t.expose('tracks', { type: [TrackType], description: 'What the feed carries; empty without a feed.' }),
    outputs: t.field({
      type: [OutputType],
      description: 'Where it is sent, in order of creation.',
      resolve: (input, _args, { services }) => services.outputs.list(input.id),
    }),
    listenUrl: t.exposeString('listenUrl', {
      description: 'Where to send the feed, such as `udp://192.0.2.4:5001`, or `udp://239.1.2.3:5001` for a multicast group.',
    }),
    testSignal: t.boolean({
      description: 'Whether the server sends itself a test picture here now.',
      resolve: ({ testSignalEndsAt }) => testSignalEndsAt !== null,
    }),
    testSignalEndsAt: t.expose('testSignalEndsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the test picture ends by itself; null when none is sent.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
})

const InputResult = builder.errorUnion('InputResult', {
  description: 'The input as it is now, or why nothing was done.',
  types: [InputType, InvalidValueError, NotFoundError, PortTakenError],
})

const NewInput = builder.inputType('NewInput', {
  description: 'An input to be made.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What people call it: 1 to 100 characters.' }),
    udpPort: t.int({ description: 'A port of the UDP range; absent or null: the next free one.' }),
    listenAddress: t.string({
      description:
        'The local address to listen on; absent or null: every interface. With a multicast group: an IPv4 address of the network interface that joins it.',
    }),
    multicastGroup: t.string({
      description:
        'An IPv4 multicast group to receive, 224.0.0.0 to 239.255.255.255; absent or null: none. Its port may be shared with other programs and with inputs of other groups.',
    }),
    sourceAddress: t.string({
      description:
        'IPv4 address of the only sender of the group whose packets are taken; absent or null: any. Others are left out here, so the network must deliver the group without being asked for a source.',
    }),
    tags: t.stringList({ description: 'Words to find it by; absent or null: none.' }),
    start: t.boolean({ defaultValue: true, description: 'Whether it shall run at once.' }),
  }),
})

const InputChanges = builder.inputType('InputChanges', {
  description: 'Changes of an input. Absent: kept; null: back to the default.',
  fields: (t) => ({
    name: t.string({ description: '1 to 100 characters. It has no default: null cannot be used.' }),
    udpPort: t.int({ description: 'A port of the UDP range; null: the next free one.' }),
    listenAddress: t.string({ description: 'The local address to listen on; null: every interface.' }),
    multicastGroup: t.string({ description: 'An IPv4 multicast group to receive; null: none, and no source address either.' }),
    sourceAddress: t.string({ description: 'The only sender of the group whose packets are taken; null: any.' }),
    tags: t.stringList({ description: 'The whole new list; null: none.' }),
  }),
})

builder.queryFields((t) => ({
  inputs: t.field({
    type: [InputType],
    description: 'All inputs in order of creation.',
    args: {
      search: t.arg.string({ description: 'Text to find in name, tags, port or addresses; absent or null: any.' }),
      states: t.arg({ type: [InputStateType], description: 'Only inputs in one of these states; absent or null: any.' }),
    },
    resolve: (_root, { search, states }, { services }) => services.inputs.list({ search, states }),
  }),
  input: t.field({
    type: InputType,
    nullable: true,
    description: 'The input with this id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Of the input.' }) },
    resolve: (_root, { id }, { services }) => services.inputs.get(id),
  }),
  nextFreeUdpPort: t.int({
    nullable: true,
    description: 'The port that an input made now without naming one would get; null when none of the range is free.',
    resolve: (_root, _args, { services }) => services.inputs.nextFreeUdpPort(),
  }),
}))

builder.mutationFields((t) => ({
  createInput: t.field({
    type: InputResult,
    description: 'Makes an input.',
    args: { input: t.arg({ type: NewInput, required: true, description: 'What it shall be.' }) },
    resolve: (_root, { input }, { services }) => services.inputs.create(input),
  }),
  updateInput: t.field({
    type: InputResult,
    description: 'Changes the settings of an input.',
    args: {
      id: t.arg.id({ required: true, description: 'Of the input.' }),
      changes: t.arg({ type: InputChanges, required: true, description: 'What shall be different.' }),
    },
    resolve: (_root, { id, changes }, { services }) => services.inputs.update(id, changes),
  }),
  deleteInput: t.field({
    type: DeleteResult,
    description: 'Deletes an input and its outputs, which are stopped first.',
    args: { id: t.arg.id({ required: true, description: 'Of the input.' }) },
    resolve: async (_root, { id }, { services }) => {
      await services.inputs.delete(id)
      return new Deleted(id)
    },
  }),
  startInput: t.field({
    type: InputResult,
    description: 'Wishes that an input runs.',
    args: { id: t.arg.id({ required: true, description: 'Of the input.' }) },
    resolve: (_root, { id }, { services }) => services.inputs.start(id),
  }),
  stopInput: t.field({
    type: InputResult,
    description: 'Wishes that an input is stopped; its outputs wait.',
    args: { id: t.arg.id({ required: true, description: 'Of the input.' }) },
    resolve: (_root, { id }, { services }) => services.inputs.stop(id),
  }),
  startTestSignal: t.field({
    type: InputResult,
    description: 'Lets the server send itself a test picture with a tone, as if it were the feed of this input.',
    args: {
      inputId: t.arg.id({ required: true, description: 'Of an input that runs and has no feed.' }),
      seconds: t.arg.int({ defaultValue: 600, description: 'How long, 1 to 86400; null: 600.' }),
    },
    resolve: (_root, { inputId, seconds }, { services }) => services.inputs.startTestSignal(inputId, seconds ?? 600),
  }),
  stopTestSignal: t.field({
    type: InputResult,
    description: 'Ends the test picture; nothing happens when there is none.',
    args: { inputId: t.arg.id({ required: true, description: 'Of the input.' }) },
    resolve: (_root, { inputId }, { services }) => services.inputs.stopTestSignal(inputId),
  }),
}))

const InputEventType = builder.objectRef<InputEvent>('InputEvent').implement({
  description: 'What followers of inputs hear.',
  fields: (t) => ({
    kind: t.expose('kind', { type: EventKindType, description: 'What it tells.' }),
    inputs: t.field({
      type: [InputType],
      nullable: true,
      description: 'SNAPSHOT: the whole list; null otherwise.',
      resolve: (event) => (event.kind === 'SNAPSHOT' ? event.objects : null),
    }),
    id: t.id({
      nullable: true,
      description: 'Of the input that it concerns; null for SNAPSHOT.',
      resolve: (event) => (event.kind === 'SNAPSHOT' ? null : event.id),
    }),
    input: t.field({
      type: InputType,
      nullable: true,
      description: 'ADDED and CHANGED: the input as it is now; null otherwise.',
      resolve: (event) => ('object' in event ? event.object : null),
    }),
  }),
})

builder.subscriptionFields((t) => ({
  inputEvents: t.field({
    type: InputEventType,
    description: 'First a SNAPSHOT, then every change of state and settings. An id that does not exist: error NOT_FOUND.',
    args: { id: t.arg.id({ description: 'Only this input; absent or null: all.' }) },
    subscribe: (_root, { id }, { services }) => services.inputs.follow(id),
    resolve: (event) => event,
  }),
}))
