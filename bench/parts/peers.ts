import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { greetings, startTcpPeer } from '../../tests/captures/peers/tcp.ts'
import type { ApiClient } from '../../tests/support/api.ts'
import { startFeed, feedFile } from '../../tests/support/feed.ts'
import { descendants, runs, startManager, until } from '../../tests/support/manager.ts'
import type { Manager } from '../../tests/support/manager.ts'
import { publisher, startMediaServer } from '../../tests/support/mediaServer.ts'
import { createInput, createOutput, output, outputs } from '../../tests/support/operations.ts'
import { rawRtmpStartMs } from '../../tests/support/rawStart.ts'
import { startTcpGate } from '../../tests/support/tcpGate.ts'
import type { TcpGate } from '../../tests/support/tcpGate.ts'
import { startUdpReceiver } from '../../tests/support/udpReceiver.ts'
import { timesOf } from '../asking.ts'
import { Clients } from '../clients.ts'
import { percentile } from '../figures.ts'
import type { Cell } from '../figures.ts'
import type { Part } from '../part.ts'
import { storedFigures } from '../report.ts'
import { createStage } from '../stage.ts'
import type { Stage } from '../stage.ts'
import { costOf } from './outputs.ts'

const settlingMs = 60_000
/** So many bytes behind an RTMP handshake are media. */
const mediaBytes = 30_000
const orphansMs = 2000
const listTimes = 200
const listQuery = '{ inputs { outputs { id name state url process { pid } } } }'
const password = 'canary-of-the-bench'

/** What was measured of others, on the same machine with the same feed: datarhei Core 16.16.0, and the forwarding of MediaMTX 1.20.1. */
const others = {
  manager: ['3.0 to 3.4 %, 105 to 122 MB', '-'],
  chain: ['1.3 %', '0.3 %'],
  killed: ['2.7 s with a delay of 0, 18.4 s with its usual 15', '6.0 s'],
  frozen: ['never by default, 18.4 s at best', '-'],
  silent: ['never by default, 30 s without a cause', 'never'],
  router: ['4.3 s with a delay of 1, 18.5 s with 15', '2.0 s'],
  orphans: ['10 of 10, and all sent twice', '-'],
  secrets: ['6 places', '2 places'],
  list: ['0.9 to 1.9 ms, 103 to 231 kB', '0.3 ms, 13 kB'],
  scrape: ['15 ms', '-'],
} satisfies Record<string, [core: string, forward: string]>

export const peers: Part = {
  name: 'peers',
  title: 'Beside what people use instead',
  how: `50 outputs that send RTMP at 2 Mb/s with five clients, unless another row is said to be of another section. The figures of datarhei Core 16.16 and of the forwarding of
MediaMTX 1.20.1 were measured once, on two cores with the same feed; a bare FFmpeg needed 3.0 s to its first bytes there. _To bytes_ is up to the first 30 kB of a
new connection at the destination. _Silent_ is a destination that takes the connection and says nothing. The list has the name, state, process and address of every output.
In the row of orphans ten outputs send UDP; the server is ended by SIGKILL, looked at after 2 s, and started again.`,

  async run(small) {
    const [running, dead] = [await whileRunning(small), await afterDeath(small ? 3 : 10)]
    const rows: [what: string, peers: [string, string], ours: string][] = [
      ['manager, CPU and memory', others.manager, running.manager],
      ['whole chain, CPU for each output', others.chain, running.chain],
      ['FFmpeg killed, to bytes', others.killed, running.killed],
      ['FFmpeg frozen, to bytes', others.frozen, running.frozen],
      ['silent destination noticed', others.silent, running.silent],
      ['MediaMTX killed, 10 outputs flow (`router`)', others.router, figure('router', 'manager')],
      ['orphans 2 s after the server is killed; outputs sent twice after its restart', others.orphans, dead],
      ['secrets in clear in its answers', others.secrets, running.secrets],
      ['list of outputs, round trip and size', others.list, running.list],
      ['scrape of its metrics (`metrics`)', others.scrape, figure('metrics', 'round trip p50')],
    ]
    const cells: Cell[][] = rows.map(([what, [core, forward], ours]) => [what, core, forward, ours])
    return { tables: [{ head: ['50 RTMP outputs', 'Core', 'forward', 'ours'], rows: cells }], bars: [] }
  },
}

async function whileRunning(small: boolean) {
  const gated = 2
  await using fixtures = new AsyncDisposableStack()
  await using stage = await createStage({ outputs: small ? 3 : 50 - gated, bitrate: '2M', kinds: ['RTMP'] })
  const { api } = stage.manager
  await using clients = new Clients(api)
  await clients.open(5)
  const server = fixtures.use(await startMediaServer())
  const [killedBehind, frozenBehind] = [await gate(), await gate()]
  async function gate(): Promise<Gated> {
    const gate = fixtures.use(await startTcpGate(server.rtmpPort))
    const inputId = stage.inputs[0]!.id
    const streamKey = `${password}-${gate.port}?user=${publisher.user}&pass=${publisher.password}`
    const made = await createOutput(api, { inputId, protocol: 'RTMP', url: `rtmp://127.0.0.1:${gate.port}/live`, streamKey })
    return { id: made.id, gate }
  }
  await stage.startAll()
  await stage.allLive(20_000)
  await sleep(small ? 1000 : settlingMs)
  const cost = await costOf(stage, clients, small ? 3 : 30)
  const list = await timesOf(api, stage.manager.pid, { path: '/graphql', body: { query: listQuery } }, small ? 20 : listTimes)
  const count = (await outputs(api)).length
  const raw = await rawRtmpStartMs(
    (await output(api, killedBehind.id)).process!.pid,
    killedBehind.gate,
    mediaBytes,
    `raw?user=${publisher.user}&pass=${publisher.password}`,
  )
  const killed = await interrupted(stage, killedBehind, 'SIGKILL')
  const frozen = await interrupted(stage, frozenBehind, 'SIGSTOP')
  const silentAt = performance.now()
  const url = `rtmp://127.0.0.1:${await startTcpPeer(fixtures, greetings.silent)}/live`
  const { id } = await createOutput(api, { inputId: stage.inputs[0]!.id, protocol: 'RTMP', url, streamKey: password })
  const isTold = async () => (await output(api, id)).failure !== null
  await until(isTold, 60_000, 'the silent destination to be told of')
  const cause = (await output(api, id)).failure?.code
  return {
    manager: `${cost.cpuPercent.toFixed(2)} %, ${(cost.mostRss / 1e6).toFixed(0)} MB`,
    chain: `${(cost.allCpuPercent / count).toFixed(2)} %`,
    killed: `${seconds(killed)} (bare start ${seconds(raw)})`,
    frozen: seconds(frozen),
    silent: `${seconds(performance.now() - silentAt)}, ${cause}`,
    secrets: `${await clearSecrets(api)} places`,
    list: `${percentile(list.times, 0.5).toFixed(1)} ms, ${(list.bytes / 1000).toFixed(0)} kB`,
  }
}

interface Gated {
  id: string
  gate: TcpGate
}

/** Milliseconds from the signal to bytes on a new connection. */
async function interrupted({ manager: { api } }: Stage, { id, gate }: Gated, signal: 'SIGKILL' | 'SIGSTOP'): Promise<number> {
  const { process: own } = await output(api, id)
  const { accepts } = gate
  const at = performance.now()
  process.kill(own!.pid, signal)
  await gate.flows(accepts, mediaBytes, 60_000)
  return performance.now() - at
}

/** Answers in which a stream key or its password stands. */
async function clearSecrets(api: ApiClient): Promise<number> {
  const failure = 'failure { message evidence likelyCause advice }'
  const asked = [
    `{ inputs { id name state ${failure} outputs { id name url state ${failure} process { pid } } } }`,
    '{ logs(first: 1000) { lines { text } } }',
    `{ incidents(first: 200) { incidents { title entries { text } ${failure} } } }`,
  ]
  const answers = await Promise.all([
    ...asked.map(async (query) => JSON.stringify(await api.query(query))),
    ...['/api/inputs', '/api/inputs/1/outputs', '/metrics'].map(async (path) => (await api.fetch(path)).text()),
  ])
  return answers.filter((text) => text.includes(password) || text.includes(publisher.password)).length
}

/** What is left of a server that was killed, and who sends after it was started again. */
async function afterDeath(count: number): Promise<string> {
  await using fixtures = new AsyncDisposableStack()
  const first = await startManager()
  const env = {
    ...{ DATA_DIR: first.dataDir, UDP_PORT_RANGE_START: String(first.udpPorts.start) },
    SRT_PORT_RANGE_START: String(first.srtPorts.start),
  }
  let manager: Manager = first
  fixtures.defer(() => manager[Symbol.asyncDispose]())
  const { id: inputId, udpPort } = await createInput(first.api)
  fixtures.use(await startFeed({ port: udpPort, file: await feedFile({ bitrate: '400k', seconds: 180 }) }))
  const receivers = []
  for (let at = 0; at < count; at++) {
    const receiver = fixtures.use(await startUdpReceiver())
    receivers.push(receiver)
    await createOutput(first.api, { inputId, protocol: 'UDP', url: `udp://127.0.0.1:${receiver.port}` })
  }
  const whole = async () => (await outputs(manager.api)).every(({ state }) => state === 'LIVE')
  await until(whole, 30_000, 'every output to be LIVE')
  const children = descendants(first.pid).map(({ pid }) => pid)
  await first.kill()
  await sleep(orphansMs)
  const orphans = children.filter(runs).length
  manager = await startManager(env)
  await until(whole, 30_000, 'every output to be LIVE again')
  const moment = performance.now()
  await sleep(orphansMs)
  const doubled = receivers.filter((receiver) => receiver.sendersSince(moment).length > 1).length
  return `${orphans} of ${children.length}, and ${doubled} sent twice`
}

/** Of another part, as it was last measured: of its first row. */
function figure(part: string, column: string): string {
  const table = storedFigures()[part]?.tables[0]
  const value = table?.rows[0]?.[table.head.indexOf(column)]
  return value === undefined ? 'not measured' : String(value)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
