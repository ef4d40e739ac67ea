import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { migrations } from '../../src/db/migrations/sqlite/index.ts'
import { openSqlite } from '../../src/db/sqlite.ts'
import { createSqliteOrm } from '../../src/db/sqliteProgram.ts'
import { startManager, until } from '../../tests/support/manager.ts'
import type { Manager } from '../../tests/support/manager.ts'
import { publisher, startMediaServer } from '../../tests/support/mediaServer.ts'
import { createOutput, outputs } from '../../tests/support/operations.ts'
import { startTcpGate } from '../../tests/support/tcpGate.ts'
import type { TcpGate } from '../../tests/support/tcpGate.ts'
import { median } from '../figures.ts'
import type { Cell } from '../figures.ts'
import type { Part } from '../part.ts'
import { createStage } from '../stage.ts'
import type { Stage } from '../stage.ts'

/** So many bytes behind an RTMP handshake are media. */
const mediaBytes = 30_000
const withinMs = 60_000
const each = 5
/** Migrations that the tables lack. */
const steps = 3

/** Milliseconds. */
interface Pause {
  /** From the signal to the end of the process. */
  ending: number
  /** From the start of the next one to its first bytes, of each output. */
  flowing: number[]
}

export const upgrade: Part = {
  name: 'upgrade',
  title: 'A server that is replaced',
  how: `Ten outputs run at 1 Mb/s, five that send UDP and five RTMP. The server is ended by SIGTERM, as a service manager does, and started
again on the same SQLite database; in the second row its tables were put back by ${steps} migrations in between, so that this start has to bring them up to date. What a person does
between the two is not counted. _Ends_ is from the signal to the end of the process; the others are from the start of the next one to
the first bytes at each receiver: a datagram of a new stream, or 30 kB of a new RTMP connection. The _pause_ is what the last receiver
sees: both together. Median of three, the pause at its worst. The _load_ of the machine is its average of the last minute: above the number
of cores, everything waits for the processor.`,

  async run(small) {
    const rounds = small ? 1 : 3
    const rows: Cell[][] = []
    await using stage = await createStage({ outputs: each, bitrate: '1M', kinds: ['UDP'] })
    await using fixtures = new AsyncDisposableStack()
    const gates = await addRtmp(stage, fixtures)
    await stage.startAll()
    await stage.allLive(withinMs)
    let manager = stage.manager
    for (const [what, isEarlier] of [
      ['the same tables', false],
      [`tables ${steps} migrations behind`, true],
    ] as const) {
      const pauses: Pause[] = []
      for (let round = 0; round < rounds; round++) {
        const replaced = await replace(manager, isEarlier, stage, gates)
        manager = replaced.manager
        fixtures.use(manager)
        pauses.push(replaced.pause)
      }
      const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
      const last = (pause: Pause) => Math.max(...pause.flowing)
      rows.push([
        what,
        2 * each,
        ...[median(pauses.map(({ ending }) => ending)), median(pauses.flatMap(({ flowing }) => flowing))].map(seconds),
        seconds(median(pauses.map(last))),
        seconds(Math.max(...pauses.map((pause) => pause.ending + last(pause)))),
        loadavg()[0]!.toFixed(1),
      ])
    }
    return {
      tables: [{ head: ['started on', 'outputs', 'ends', 'median output', 'last output', 'pause', 'load'], rows }],
      bars: [],
    }
  },
}

async function addRtmp({ manager, inputs }: Stage, fixtures: AsyncDisposableStack): Promise<TcpGate[]> {
  const server = fixtures.use(await startMediaServer())
  const gates: TcpGate[] = []
  for (let at = 0; at < each; at++) {
    const gate = fixtures.use(await startTcpGate(server.rtmpPort))
    gates.push(gate)
    const streamKey = `output-${at}?user=${publisher.user}&pass=${publisher.password}`
    const url = `rtmp://127.0.0.1:${gate.port}/live`
    await createOutput(manager.api, { inputId: inputs[0]!.id, name: `Platform ${at + 1}`, protocol: 'RTMP', url, streamKey })
  }
  return gates
}

async function replace(
  manager: Manager,
  isEarlier: boolean,
  stage: Stage,
  gates: readonly TcpGate[],
): Promise<{ manager: Manager; pause: Pause }> {
  const { dataDir, udpPorts, srtPorts } = manager
  const accepts = gates.map((gate) => gate.accepts)
  const askedAt = performance.now()
  await manager.stop()
  const ending = performance.now() - askedAt
  // So that what was under way has come.
  await sleep(500)
  if (isEarlier) await bringBack(join(dataDir, 'manager.db'))
  const beganAt = performance.now()
  const starting = startManager({
    ...{ DATA_DIR: dataDir, UDP_PORT_RANGE_START: String(udpPorts.start), SRT_PORT_RANGE_START: String(srtPorts.start) },
  })
  const flowing = await Promise.all([
    ...stage.receivers.ports.map(async (_, at) => (await stage.receivers.resumed(at, beganAt, withinMs)) - beganAt),
    ...gates.map(async (gate, at) => {
      await gate.flows(accepts[at]!, mediaBytes, withinMs)
      return performance.now() - beganAt
    }),
  ])
  const next = await starting
  await until(async () => (await outputs(next.api)).every(({ state }) => state === 'LIVE'), withinMs, 'every output to be LIVE')
  return { manager: next, pause: { ending, flowing } }
}

/** Its tables are as they were some migrations ago. */
async function bringBack(file: string): Promise<void> {
  const orm = await createSqliteOrm(openSqlite(file))
  for (const { name } of migrations.slice(-steps).toReversed()) await orm.migrator.down({ migrations: [name] })
  const missing = (await orm.migrator.getPending()).length
  await orm.close()
  if (missing !== steps) throw new Error(`${missing} steps are missing, not ${steps}`)
}
