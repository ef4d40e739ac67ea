import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { descendants } from '../../../tests/support/manager.ts'
import { treeCpuSeconds } from '../../processTree.ts'
import type { Group, Row } from '../row.ts'
import type { Stage } from '../stage.ts'

const downMs = 300_000
const baseMs = 20_000
/** Starts are paced at ten a second; each then waits for its feed's next key frame, one a second, so that those of two seconds may come in one. */
const startsPerSecond = 10
const mostPerSecond = 2 * startsPerSecond

/** CPU time of the manager and of the senders that it ever had, seconds; without that of MediaMTX, which goes on receiving. */
function cpuSeconds({ manager }: Stage): number {
  const mediamtx = descendants(manager.pid).find(({ args }) => args[0]?.endsWith('mediamtx'))
  return treeCpuSeconds(manager.pid) - (mediamtx ? treeCpuSeconds(mediamtx.pid) : 0)
}

const allDown: Row = {
  name: 'all-down',
  fault: 'All destinations are down for 5 min, then back (RTMP, RTMPS, RTSP and SRT, since nobody can tell that of UDP)',
  must: 'under 5 % of a core for retries; a paced staircase',
  own: { kinds: ['RTMP', 'RTMPS', 'RTSP', 'SRT_CALLER'] },
  concerns: ({ places }) => places,
  async run(trial) {
    const { stage } = trial
    const { places } = stage
    await stage.api.query('mutation ($ids: [ID!]!) { stopOutputs(ids: $ids) { __typename } }', {
      ids: places.map(({ id }) => id),
    })
    await sleep(10_000)
    const percent = async (ms: number) => {
      const [cpu, at] = [cpuSeconds(stage), performance.now()]
      await sleep(ms)
      return ((cpuSeconds(stage) - cpu) / ((performance.now() - at) / 1000)) * 100
    }
    const idle = await percent(baseMs)
    for (const place of places) await place.shut()
    await stage.api.query('mutation ($ids: [ID!]!) { startOutputs(ids: $ids) { __typename } }', {
      ids: places.map(({ id }) => id),
    })
    // First causes cost a start each.
    await sleep(15_000)
    const retrying = await percent(downMs - 15_000)
    const cost = retrying - idle
    trial.times.push(`retries ${cost.toFixed(1)} % of a core (bar 5 %)`)
    trial.holds(cost < 5, `retries took ${cost.toFixed(1)} % of a core`)
    const at = performance.now()
    for (const place of places) await place.open()
    const back = (await Promise.all(places.map(({ arrival }) => arrival.begins(at, 120_000)))).map((moment) => moment - at)
    const sorted = back.toSorted((one, other) => one - other)
    const inOneSecond = Math.max(...sorted.map((from) => sorted.filter((ms) => ms >= from && ms < from + 1000).length))
    trial.takes('the first flows after', sorted[0]!, null)
    trial.takes('the last', sorted.at(-1)!, null)
    trial.times.push(`at most ${inOneSecond} in one second`)
    trial.holds(inOneSecond <= mostPerSecond, `${inOneSecond} came back in one second`)
    const stairs = sorted.at(-1)! - sorted[0]!
    const leastStairs = (places.length / startsPerSecond - 2) * 1000
    trial.holds(stairs >= leastStairs, `all were back within ${(stairs / 1000).toFixed(1)} s of the first`)
  },
}

export const everything: Group = { name: 'all', title: 'Everything at once', rows: [allDown] }
