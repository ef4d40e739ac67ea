import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../tests/support/manager.ts'
import { createInput, createOutput, output } from '../../tests/support/operations.ts'
import { argsOf, startBare, withStreamKey } from '../../tests/support/rawStart.ts'
import { startTcpGate } from '../../tests/support/tcpGate.ts'
import { startFeed, feedFile } from '../../tests/support/feed.ts'
import { publisher, startMediaServer } from '../../tests/support/mediaServer.ts'
import { median, percentile } from '../figures.ts'
import type { Cell } from '../figures.ts'
import { below } from '../part.ts'
import type { Bar, Part } from '../part.ts'
import { Receivers } from '../receivers.ts'
import { createStage } from '../stage.ts'
import type { Stage } from '../stage.ts'

/** So many bytes behind an RTMP handshake are media. */
const mediaBytes = 30_000
/** Datagrams that were under way when a sender died have come by then. */
const underWayMs = 50
const withinMs = 20_000
/** An output that was killed before it was live for 30 s would be paused before its next start: each is killed once. */
const pairs = 20

/** Milliseconds from the kill, and from a bare start in the same moment, to the first bytes at the receiver. */
interface Pair {
  manager: number
  bare: number
}

export const repair: Part = {
  name: 'repair',
  title: 'An FFmpeg that is killed',
  how: `Each of 20 outputs that run at 1 Mb/s loses its FFmpeg once, by SIGKILL; in the same moment a bare FFmpeg is started with the same arguments, but for
its destination. Taken is the time to the first bytes at the receivers of both: the first datagram of a new stream for UDP, the first 30 kB of a new connection for
RTMP. Both wait for the feed's next key frame, one each second.`,

  async run(small) {
    const rows: Cell[][] = []
    const bars: Bar[] = []
    for (const [kind, take] of [
      ['UDP', udpPairs],
      ['RTMP', rtmpPairs],
    ] as const) {
      const taken = await take(small ? 3 : pairs)
      const differences = taken.map(({ manager, bare }) => manager - bare)
      const told = (values: number[]) => [median(values), percentile(values, 0.95)].map((ms) => `${ms.toFixed(0)} ms`)
      rows.push([
        kind,
        taken.length,
        ...told(taken.map(({ manager }) => manager)),
        ...told(taken.map(({ bare }) => bare)),
        ...told(differences),
      ])
      bars.push(below(`Repair of ${kind} beside a bare start, median difference`, median(differences), 300, 'ms', 0))
    }
    const head = ['kind', 'pairs', 'manager', 'p95', 'bare FFmpeg', 'p95', 'difference', 'p95']
    return { tables: [{ head, rows }], bars }
  },
}

async function udpPairs(count: number): Promise<Pair[]> {
  await using stage = await createStage({ outputs: count, bitrate: '1M', kinds: ['UDP'] })
  await using bareReceiver = await Receivers.open(1)
  await stage.startAll()
  const taken: Pair[] = []
  for (const [at, { id }] of stage.made.entries()) {
    const pid = await pidOf(stage, id)
    const args = argsOf(pid).map((argument) =>
      argument.replace(/^udp:\/\/127\.0\.0\.1:\d+/, `udp://127.0.0.1:${bareReceiver.ports[0]}`),
    )
    process.kill(pid, 'SIGKILL')
    const killedAt = performance.now()
    await using bare = startBare(args)
    const [managerAt, bareAt] = await Promise.all([
      stage.receivers.resumed(at, killedAt + underWayMs, withinMs),
      bareReceiver.resumed(0, bare.startedAt + underWayMs, withinMs),
    ])
    taken.push({ manager: managerAt - killedAt, bare: bareAt - bare.startedAt })
    await sleep(500)
  }
  return taken
}

async function rtmpPairs(count: number): Promise<Pair[]> {
  await using fixtures = new AsyncDisposableStack()
  await using stage = await createStage({ outputs: 0, bitrate: '1M', kinds: ['UDP'] })
  const { api } = stage.manager
  const server = fixtures.use(await startMediaServer())
  const camera = await createInput(api)
  fixtures.use(await startFeed({ port: camera.udpPort, file: await feedFile() }))
  const gates = []
  for (let at = 0; at <= count; at++) gates.push(fixtures.use(await startTcpGate(server.rtmpPort)))
  const bareGate = gates.pop()!
  const made = []
  const streamKey = (name: string) => `${name}?user=${publisher.user}&pass=${publisher.password}`
  for (const [at, { port }] of gates.entries()) {
    const url = `rtmp://127.0.0.1:${port}/live`
    made.push(await createOutput(api, { inputId: camera.id, protocol: 'RTMP', url, streamKey: streamKey(`output-${at}`) }))
  }
  await stage.allLive(60_000)

  const taken: Pair[] = []
  for (const [at, { id }] of made.entries()) {
    const gate = gates[at]!
    const pid = await pidOf(stage, id)
    const args = argsOf(pid).map((argument) => argument.replace(`127.0.0.1:${gate.port}`, `127.0.0.1:${bareGate.port}`))
    const accepts = { own: gate.accepts, bare: bareGate.accepts }
    process.kill(pid, 'SIGKILL')
    const killedAt = performance.now()
    await using bare = startBare(withStreamKey(args, streamKey(`bare-${at}`)))
    const [manager, bareMs] = await Promise.all([
      gate.flows(accepts.own, mediaBytes, withinMs).then(() => performance.now() - killedAt),
      bareGate.flows(accepts.bare, mediaBytes, withinMs).then(() => performance.now() - bare.startedAt),
    ])
    taken.push({ manager, bare: bareMs })
    await sleep(500)
  }
  return taken
}

function pidOf({ manager }: Stage, id: string): Promise<number> {
  return until(async () => (await output(manager.api, id)).process?.pid, 10_000, 'the FFmpeg of an output')
}
