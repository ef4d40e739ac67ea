import type { DestinationTest, TestStep } from '../domain/destinations/destinationTest.ts'
import type { RecognizedDestination } from '../domain/destinations/recognizeDestination.ts'
import { streamingServices } from '../domain/destinations/streamingServices.ts'
import type { StreamingService } from '../domain/destinations/streamingServices.ts'
import { builder } from './builder.ts'
import { FailureType } from './failures.ts'
import { NewOutput } from './outputArguments.ts'
import { ProtocolType } from './states.ts'

const RecognizedDestinationType = builder.objectRef<RecognizedDestination>('RecognizedDestination').implement({
  description: 'What a pasted URL is. It holds no secret.',
  fields: (t) => ({
    protocol: t.expose('protocol', {
      type: ProtocolType,
      nullable: true,
      description: 'What `NewOutput.protocol` should be; null when it cannot be told.',
    }),
    service: t.exposeString('service', {
      nullable: true,
      description:
        '`YouTube`, `Twitch`, `Facebook`, `Kick`, `Restream`, or `Custom` for an address of no service that is known; null when it is no address. This list may grow.',
    }),
    url: t.exposeString('url', {
      description: 'The URL with every secret in it masked; empty when nothing of it can be shown safely.',
    }),
    secretParts: t.exposeStringList('secretParts', {
      description: 'Which secrets stand in it, named as in `NewOutput`: `streamKey`, `password`, `passphrase`.',
    }),
    problem: t.exposeString('problem', {
      nullable: true,
      description: 'What is missing or wrong, one sentence for people; null when an output can be made of it as it stands.',
    }),
    hints: t.exposeStringList('hints', { description: 'Good to know about this service, for people. May be empty.' }),
  }),
})

const TestStepType = builder.objectRef<TestStep>('TestStep').implement({
  description: 'One step on the way to a destination.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description:
        '`turn` (too many tests at once), `settings`, `name` (look-up of the host), `connect`, `tls`, `handshake`, `send` (UDP), `port` (SRT listener). This list may grow.',
    }),
    ok: t.exposeBoolean('ok', { description: 'Whether it succeeded.' }),
    detail: t.exposeString('detail', {
      nullable: true,
      description: 'What was found, for people; null when there is nothing to say.',
    }),
    millis: t.exposeFloat('millis', { description: 'How long it took, milliseconds.' }),
  }),
})

const DestinationTestType = builder.objectRef<DestinationTest>('DestinationTest').implement({
  description:
    'How far one gets to a destination. Nothing is sent there but what opens a conversation: a stream key, a stream id or a password is not tried, so that no key is used up and no running stream is disturbed.',
  fields: (t) => ({
    ok: t.exposeBoolean('ok', { description: 'Whether every step succeeded.' }),
    steps: t.expose('steps', {
      type: [TestStepType],
      description: 'The steps in the order that they were gone; the last is the one that failed, if one did.',
    }),
    failure: t.expose('failure', { type: FailureType, nullable: true, description: 'Why the last step failed; null when `ok`.' }),
  }),
})

const StreamingServiceType = builder.objectRef<StreamingService>('StreamingService').implement({
  description: 'A streaming service whose address is known here: an output to it needs a stream key and nothing else.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As people know it, and as `RecognizedDestination.service` has it.' }),
    server: t.exposeString('server', { description: 'What `NewOutput.url` should be, beside a `streamKey`.' }),
    keyPlace: t.exposeString('keyPlace', { description: 'Where people find the stream key.' }),
    hints: t.exposeStringList('hints', { description: 'Good to know about this service, for people. May be empty.' }),
  }),
})

builder.queryFields((t) => ({
  streamingServices: t.field({
    type: [StreamingServiceType],
    description: 'The streaming services whose addresses are known here. Their protocol is RTMP.',
    resolve: () => [...streamingServices],
  }),
  recognizeDestination: t.field({
    type: RecognizedDestinationType,
    description: 'What a pasted URL, or a stream key alone, is; which parts of it are secret, and what is wrong with it.',
    args: { url: t.arg.string({ required: true, description: 'Any text that a person may paste.' }) },
    resolve: (_root, { url }, { services }) => services.destinations.recognize(url),
  }),
}))

builder.mutationFields((t) => ({
  testDestination: t.field({
    type: DestinationTestType,
    description:
      'Tries how far one gets to a destination, without making an output. Waits for the destination, 10 seconds at most; four tests run at a time, further ones wait for their turn.',
    args: { output: t.arg({ type: NewOutput, required: true, description: 'The output as it would be made.' }) },
    resolve: (_root, { output }, { services, request }) => services.destinations.test(output, request?.signal),
  }),
  testOutput: t.field({
    type: DestinationTestType,
    nullable: true,
    description: 'The same as `testDestination`, with what is stored of an output; null when there is no such output.',
    args: { id: t.arg.id({ required: true, description: 'Of the output.' }) },
    resolve: (_root, { id }, { services, request }) => services.destinations.testOutput(id, request?.signal),
  }),
}))
