import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { limitFiles, limitProcesses } from '../../../tests/support/limits.ts'
import { until } from '../../../tests/support/manager.ts'
import { output } from '../../../tests/support/operations.ts'
import { sightOf } from '../../processTree.ts'
import type { Group, Row } from '../row.ts'
import type { Trial } from '../trial.ts'

const exhaustedMs = 10_000
const hour = 3600
/** Of a core: more while nothing can be done is a loop. */
const busyPercent = 30

function faketimeLibrary(): string | null {
  const folders = [
    '/usr/lib',
    ...readdirSync('/usr/lib', { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map(({ name }) => `/usr/lib/${name}`),
  ]
  return folders.map((folder) => join(folder, 'faketime/libfaketime.so.1')).find((file) => existsSync(file)) ?? null
}

const clockFile = join(tmpdir(), `faults-clock-${process.pid}`)

function clock(name: string, seconds: number): Row {
  const told = seconds > 0 ? 'forward' : 'back'
  return {
    name: `clock-${name}`,
    fault: `The clock of the manager jumps an hour ${told} (by faketime; that of FFmpeg and MediaMTX does not)`,
    must: 'no stream notices; nothing is restarted; no busy loop',
    incidents: 0,
    impossible: () => (faketimeLibrary() === null ? 'libfaketime is not here (Debian: apt install libfaketime)' : null),
    own: {
      env: async () => {
        writeFileSync(clockFile, '+0')
        return {
          ...{ LD_PRELOAD: faketimeLibrary()!, FAKETIME_TIMESTAMP_FILE: clockFile, FAKETIME_NO_CACHE: '1' },
          // As when a clock is set: what counts time passed goes on.
          ...{ FAKETIME_DONT_FAKE_MONOTONIC: '1' },
        }
      },
    },
    async run(trial) {
      writeFileSync(clockFile, `${seconds > 0 ? '+' : ''}${seconds}`)
      const percent = await busy(trial, 20_000)
      const ownTime = Date.parse((await trial.api.fetch('/healthz')).headers.get('date') ?? '')
      const ahead = Math.round((ownTime - Date.now()) / 1000)
      trial.holds(Math.abs(ahead - seconds) < 10, `the clock of the manager is ${ahead} s ahead: the jump did not come about`)
      trial.holds(percent < busyPercent, `it used ${percent.toFixed(0)} % of a core after`)
      await trial.stage.whole(1000)
    },
  }
}

/** What the manager itself uses meanwhile, percent of a core. */
async function busy(trial: Trial, ms: number): Promise<number> {
  const { pid } = trial.stage.manager
  const used = () => sightOf(pid)?.cpuSeconds ?? 0
  const [before, at] = [used(), performance.now()]
  await sleep(ms)
  const percent = ((used() - before) / ((performance.now() - at) / 1000)) * 100
  trial.times.push(`the manager uses ${percent.toFixed(1)} % of a core meanwhile`)
  return percent
}

/** While it lasts an FFmpeg is killed, so that one must be started. */
function exhausted(
  name: string,
  fault: string,
  limit: (pid: number, isOver: boolean) => void,
  impossible?: () => string | null,
): Row {
  return {
    name: `${name}-exhausted`,
    fault: `${fault} for 10 s, in which an FFmpeg is killed`,
    must: 'said in words; recovers; no busy loop',
    uses: ['UDP'],
    ...(impossible && { impossible }),
    async run(trial) {
      const { pid } = trial.stage.manager
      const place = trial.patient('UDP')
      const sender = await trial.pidOf(place)
      let overAt = 0
      let said: string | undefined
      limit(pid, false)
      try {
        process.kill(sender, 'SIGKILL')
        const percent = await busy(trial, exhaustedMs)
        trial.holds(percent < busyPercent, `it used ${percent.toFixed(0)} % of a core`)
      } finally {
        limit(pid, true)
        overAt = performance.now()
        said = (await output(trial.api, place.id)).failure?.message
      }
      await until(() => place.arrival.lastAt > overAt, 60_000, 'the output to flow')
      trial.takes('flows after it is over', place.arrival.lastAt - overAt, null)
      await trial.isState(place, 'LIVE', 10_000)
      trial.note(`it was said: ${said ?? 'nothing'}`)
      trial.holds(/start|file|process/i.test(said ?? ''), 'it was not said that nothing could be started')
    },
  }
}

const files = exhausted('handles', 'The manager can open no file', (pid, isOver) => limitFiles(pid, isOver ? null : 0))
const processes = exhausted(
  'processes',
  'The manager can start no process',
  (pid, isOver) => limitProcesses(pid, isOver ? null : 0),
  () => (process.getuid?.() === 0 ? 'the number of processes of root is not limited: run it as another user' : null),
)

export const machine: Group = {
  name: 'machine',
  title: 'The machine',
  rows: [clock('forward', hour), clock('back', -hour), files, processes],
}
