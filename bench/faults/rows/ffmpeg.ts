import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { runs, until } from '../../../tests/support/manager.ts'
import { change, output } from '../../../tests/support/operations.ts'
import { limitMemory } from '../../../tests/support/limits.ts'
import { sightOf, treeOf } from '../../processTree.ts'
import type { Misbehaviour } from '../program.ts'
import type { Group, Row } from '../row.ts'
import type { Trial } from '../trial.ts'

const noticedWithinMs = 6000
const goneWithinMs = 6000
const chatterMs = 10_000

const killed: Row = {
  name: 'ffmpeg-killed',
  fault: 'An FFmpeg is killed by SIGKILL, one that sends UDP and one that sends RTMP',
  must: 'a raw start + 0.5 s',
  uses: ['UDP', 'RTMP'],
  async run(trial) {
    for (const kind of ['UDP', 'RTMP'] as const) {
      const place = trial.patient(kind)
      const raw = await trial.rawStartMs(place)
      const pid = await trial.pidOf(place)
      const at = performance.now()
      process.kill(pid, 'SIGKILL')
      trial.takes(`${kind} flows after`, (await place.arrival.begins(at, 20_000)) - at, raw + 500)
      await trial.isState(place, 'LIVE', 5000)
    }
  },
}

const frozen: Row = {
  name: 'ffmpeg-frozen',
  fault: 'An FFmpeg is frozen by SIGSTOP',
  must: 'noticed within 6 s',
  uses: ['UDP'],
  async run(trial) {
    const place = trial.patient('UDP')
    const raw = await trial.rawStartMs(place)
    const pid = await trial.pidOf(place)
    const at = performance.now()
    process.kill(pid, 'SIGSTOP')
    trial.takes('noticed and ended after', await trial.goneAfter(pid, at, 20_000), noticedWithinMs)
    trial.takes('flows after', (await place.arrival.begins(at, 20_000)) - at, noticedWithinMs + raw)
  },
}

const spins: Row = {
  name: 'ffmpeg-spins',
  fault: 'An FFmpeg uses a core and sends nothing any more',
  must: 'noticed within 6 s',
  async run(trial) {
    const { place, pid } = await misbehaving(trial, 'spins')
    await trial.stage.program.order(null)
    const quiet = async () => performance.now() - place.arrival.lastAt > 400
    await until(quiet, 20_000, 'the sender to fall silent')
    const at = place.arrival.lastAt
    trial.takes('noticed and ended after', await trial.goneAfter(pid, at, 20_000), noticedWithinMs)
    trial.takes('flows after', (await place.arrival.begins(at, 20_000)) - at, null)
  },
}

const chatters: Row = {
  name: 'ffmpeg-chatters',
  fault: 'An FFmpeg prints 50,000 lines a second for 10 s',
  must: 'bounded memory, and the API answers',
  async run(trial) {
    const { place } = await misbehaving(trial, 'chatters')
    const memory = () => (sightOf(trial.stage.manager.pid)?.rssBytes ?? 0) / 1e6
    const before = memory()
    let [most, slowest] = [before, 0]
    for (const end = performance.now() + chatterMs; performance.now() < end; await sleep(200)) {
      const asked = performance.now()
      await output(trial.api, place.id)
      slowest = Math.max(slowest, performance.now() - asked)
      most = Math.max(most, memory())
    }
    trial.note(`memory rose by ${(most - before).toFixed(0)} MB at most`)
    trial.holds(most - before < 60, `memory rose by ${(most - before).toFixed(0)} MB`)
    trial.takes('slowest answer', slowest, 500)
    trial.holds((await output(trial.api, place.id)).state === 'LIVE', 'the output that chatters is not LIVE')
    await trial.stage.program.order(null)
  },
}

const deaf: Row = {
  name: 'ffmpeg-deaf',
  fault: 'An FFmpeg ignores SIGTERM, and its output is stopped',
  must: 'gone 6 s after the stop',
  async run(trial) {
    const { place, pid } = await misbehaving(trial, 'deaf')
    await trial.stage.program.order(null)
    const all = treeOf(pid).map((one) => one.pid)
    const at = performance.now()
    await change(trial.api, 'stopOutput', place.id)
    trial.takes('answered after', performance.now() - at, 500)
    await until(() => all.every((one) => !runs(one)), 20_000, 'the process to be gone')
    trial.takes('gone after', performance.now() - at, goneWithinMs)
    await trial.isState(place, 'STOPPED', 2000)
  },
}

const starved: Row = {
  name: 'ffmpeg-memory',
  fault: 'An FFmpeg is given no more memory',
  must: 'said in words; recovers',
  uses: ['UDP'],
  async run(trial) {
    const place = trial.patient('UDP')
    const pid = await trial.pidOf(place)
    const at = performance.now()
    limitMemory(pid, 1)
    await sleep(5000)
    if (runs(pid)) {
      trial.note('it went on with what it had, and was killed as the system kills for memory')
      process.kill(pid, 'SIGKILL')
    }
    await place.arrival.begins(at, 20_000)
    trial.takes('flows after', performance.now() - at, null)
    await trial.isState(place, 'LIVE', 5000)
  },
}

/** An output of the row's own that is LIVE, with a program that misbehaves. */
async function misbehaving(trial: Trial, what: Misbehaviour) {
  const place = await trial.newcomer('UDP')
  await change(trial.api, 'stopOutput', place.id)
  await trial.isState(place, 'STOPPED', 10_000)
  await trial.stage.program.order(what, place.port)
  await change(trial.api, 'startOutput', place.id)
  await trial.isState(place, 'LIVE', 15_000)
  return { place, pid: await trial.pidOf(place) }
}

export const ffmpeg: Group = { name: 'ffmpeg', title: 'FFmpeg', rows: [killed, frozen, spins, chatters, deaf, starved] }
