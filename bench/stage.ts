import { performance } from 'node:perf_hooks'
import { feedFile, startFeed } from '../tests/support/feed.ts'
import { startManager, until } from '../tests/support/manager.ts'
import type { Manager } from '../tests/support/manager.ts'
import { publisher, startMediaServer } from '../tests/support/mediaServer.ts'
import { createInput, createOutput, outputs } from '../tests/support/operations.ts'
import type { SeenInput, SeenOutput } from '../tests/support/operations.ts'
import { freeInputPorts } from './inputPorts.ts'
import { Receivers } from './receivers.ts'

export interface StageOptions {
  outputs: number
  /** Of the picture, as FFmpeg reads it, such as `2M`. */
  bitrate: string
  /** In turn. */
  kinds: readonly ('UDP' | 'RTMP')[]
}

/** Feeds, a manager with so many outputs that are stopped, and who receives from them. */
export interface Stage extends AsyncDisposable {
  manager: Manager
  inputs: SeenInput[]
  made: SeenOutput[]
  /** One for each output that sends UDP, in their order. */
  receivers: Receivers
  /** Starts all at once; resolves once all are LIVE, with the milliseconds that each needed, by the event that told a subscriber. */
  startAll(): Promise<number[]>
  /** Resolves once all outputs are LIVE. */
  allLive(withinMs: number): Promise<void>
}

const outputsPerInput = 10
/** A feed that begins again makes every FFmpeg warn, as one from a camera does not: none does so while something is measured. */
const feedSeconds = 180

export async function createStage({ outputs: count, bitrate, kinds }: StageOptions): Promise<Stage> {
  await using fixtures = new AsyncDisposableStack()
  const file = await feedFile({ bitrate, seconds: feedSeconds })
  const kindOf = (at: number) => kinds[at % kinds.length]!
  const numbers = Array.from({ length: count }, (_, at) => at)
  const receivers = fixtures.use(await Receivers.open(numbers.filter((at) => kindOf(at) === 'UDP').length))
  const server = kinds.includes('RTMP') ? fixtures.use(await startMediaServer()) : null
  const manager = fixtures.use(await startManager({ UDP_PORT_RANGE_START: String(await freeInputPorts()) }))
  const { api } = manager

  const inputs: SeenInput[] = []
  for (let at = 0; at < Math.ceil(count / outputsPerInput); at++) {
    const input = await createInput(api, { name: `Camera ${at + 1}` })
    inputs.push(input)
    fixtures.use(await startFeed({ port: input.udpPort, file }))
  }
  const { user, password } = publisher
  const ports = receivers.ports.values()
  const made: SeenOutput[] = []
  for (const at of numbers) {
    const url =
      kindOf(at) === 'UDP'
        ? `udp://127.0.0.1:${ports.next().value}`
        : `rtmp://127.0.0.1:${server?.rtmpPort}/live/output-${at}?user=${user}&pass=${password}`
    const inputId = inputs[Math.floor(at / outputsPerInput)]!.id
    made.push(await createOutput(api, { inputId, name: `Destination ${at + 1}`, protocol: kindOf(at), url, start: false }))
  }
  await until(async () => (await inputStates(manager)).every((state) => state === 'LIVE'), 20_000, 'every input to be LIVE')

  const all = fixtures.move()
  return {
    ...{ manager, inputs, made, receivers },
    startAll: () => startAll(manager, made),
    allLive: async (withinMs) => {
      await until(async () => (await outputs(api)).every(({ state }) => state === 'LIVE'), withinMs, 'every output to be LIVE')
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function inputStates({ api }: Manager): Promise<string[]> {
  const { inputs } = await api.query<{ inputs: { state: string }[] }>('{ inputs { state } }')
  return inputs.map(({ state }) => state)
}

interface Told {
  outputEvents: { kind: string; output: { id: string; state: string } | null }
}

async function startAll({ api }: Manager, made: readonly SeenOutput[]): Promise<number[]> {
  const times = new Map<string, number>()
  const deadline = AbortSignal.timeout(120_000)
  const events = api.subscribe<Told>('subscription { outputEvents { kind output { id state } } }')
  // The snapshot: what follows is heard.
  await events.next()
  const ids = made.map(({ id }) => id)
  const beganAt = performance.now()
  await api.query('mutation ($ids: [ID!]!) { startOutputs(ids: $ids) { __typename } }', { ids })
  deadline.addEventListener('abort', () => void events.return())
  for await (const { outputEvents } of events) {
    const { output } = outputEvents
    if (output?.state === 'LIVE' && !times.has(output.id)) times.set(output.id, performance.now() - beganAt)
    if (times.size === made.length) break
  }
  if (times.size < made.length) throw new Error(`${made.length - times.size} of ${made.length} outputs did not become LIVE`)
  return [...times.values()]
}
