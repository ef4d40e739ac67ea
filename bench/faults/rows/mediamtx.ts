import { readFile, rename, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../../tests/support/manager.ts'
import { outputs } from '../../../tests/support/operations.ts'
import type { Group, Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import type { Trial } from '../trial.ts'

const everybody = ({ places }: Stage) => places
const killedBarMs = 2000
const takenMs = 10_000

/** Waits until a new sender flows at every place; the first and the last are told. */
async function allFlow(trial: Trial, since: number, barMs: number | null, withinMs = 60_000): Promise<void> {
  const places = trial.stage.places.filter(({ kind }) => kind !== 'SRT_LISTENER')
  const moments = await Promise.all(places.map(({ arrival }) => arrival.begins(since, withinMs)))
  trial.takes('the first flows after', Math.min(...moments) - since, barMs)
  trial.takes('the last', Math.max(...moments) - since, null)
  await trial.stage.whole(30_000)
  const attempts = (await outputs(trial.api)).filter(({ attempt, failure }) => attempt > 0 || failure !== null)
  trial.holds(attempts.length === 0, `${attempts.length} outputs were blamed`)
}

async function rawOf(trial: Trial): Promise<number> {
  return trial.rawStartMs(trial.stage.places.find(({ kind }) => kind === 'UDP')!)
}

const killed: Row = {
  name: 'mediamtx-killed',
  fault: 'MediaMTX is killed by SIGKILL',
  must: 'flows within a raw start + 2 s; one incident; no output is blamed',
  incidents: 1,
  concerns: everybody,
  async run(trial) {
    const raw = await rawOf(trial)
    const at = performance.now()
    await trial.stage.manager.mediamtx.kill()
    await allFlow(trial, at, raw + killedBarMs)
  },
}

const frozen: Row = {
  name: 'mediamtx-frozen',
  fault: 'MediaMTX is frozen by SIGSTOP, for as long as it lives',
  must: 'noticed, started anew; one incident; no output is blamed',
  incidents: 1,
  concerns: everybody,
  async run(trial) {
    const pid = trial.stage.manager.mediamtx.pid()
    const at = performance.now()
    process.kill(pid, 'SIGSTOP')
    trial.takes('ended after', await trial.goneAfter(pid, at, 40_000), null)
    await allFlow(trial, at, null)
  },
}

const touched: Row = {
  name: 'mediamtx-touched',
  fault: "MediaMTX's settings file is written to: it silently forgets all paths (one that was started by hand)",
  must: 'all paths are there again; one incident at most; no output is blamed',
  own: { external: true },
  concerns: everybody,
  async run(trial) {
    const at = performance.now()
    await trial.stage.external?.touch()
    await allFlow(trial, at, null)
  },
}

const taken: Row = {
  name: 'mediamtx-port-taken',
  fault: 'MediaMTX is killed, and for 10 s another program has the port of its API (one that was started by hand)',
  must: 'told; all flows once it is back; one incident; no output is blamed',
  incidents: 1,
  own: { external: true },
  concerns: everybody,
  async run(trial) {
    const external = trial.stage.external!
    const port = Number(new URL(external.env.MEDIAMTX_API_URL!).port)
    await external.kill()
    const stranger = createServer((socket) => socket.on('error', () => {}).destroy())
    stranger.listen(port, '127.0.0.1')
    await once(stranger, 'listening')
    const isTold = async () => (await trial.api.fetch('/readyz')).status === 503
    await until(isTold, 10_000, '/readyz to tell it')
    await sleep(takenMs)
    stranger.close()
    await once(stranger, 'close')
    const at = performance.now()
    await external.start()
    await allFlow(trial, at, null)
  },
}

/** At one go: MediaMTX reads a file 10 ms after it was first written to, and then not again for a second. */
async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text)
  await rename(`${file}.new`, file)
}

const password: Row = {
  name: 'mediamtx-password',
  fault: "The manager's password at MediaMTX is changed, and after 10 s back (one that was started by hand)",
  must: 'told in words; all flows after; one incident; no output is blamed',
  incidents: 1,
  own: { external: true },
  concerns: everybody,
  async run(trial) {
    const { configPath } = trial.stage.external!
    const before = await readFile(configPath, 'utf8')
    // Passwords are told by its environment, which a file that names others does not beat: so the name of the user goes.
    await replace(configPath, before.replace(/user: manager\b/, 'user: somebody'))
    const query = '{ system { mediamtx { healthy detail } } }'
    const sight = async () =>
      (await trial.api.query<{ system: { mediamtx: { healthy: boolean; detail: string } } }>(query)).system
    await until(async () => !(await sight()).mediamtx.healthy, 20_000, 'the refusal to be told')
    trial.note(`it is told: ${(await sight()).mediamtx.detail}`)
    await sleep(takenMs)
    await replace(configPath, before)
    const at = performance.now()
    await until(async () => (await sight()).mediamtx.healthy, 60_000, 'MediaMTX to be well')
    await trial.stage.whole(60_000)
    trial.takes('all LIVE after', performance.now() - at, null)
  },
}

export const mediamtx: Group = { name: 'mediamtx', title: 'MediaMTX', rows: [killed, frozen, touched, taken, password] }
