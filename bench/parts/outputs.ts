import { setTimeout as sleep } from 'node:timers/promises'
import { performance } from 'node:perf_hooks'
import { Clients } from '../clients.ts'
import { median, percentile } from '../figures.ts'
import type { Cell } from '../figures.ts'
import { below } from '../part.ts'
import type { Bar, Part } from '../part.ts'
import { pssBytes, sightOf, treeCpuSeconds, treeOf } from '../processTree.ts'
import { createStage } from '../stage.ts'
import type { Stage } from '../stage.ts'

const clientsAtOnce = 5
const settlingMs = 60_000
const megabyte = 1e6

interface Run {
  outputs: number
  bitrate: string
}

const runs: Run[] = [
  { outputs: 1, bitrate: '2M' },
  { outputs: 10, bitrate: '2M' },
  { outputs: 50, bitrate: '2M' },
  { outputs: 100, bitrate: '400k' },
  { outputs: 200, bitrate: '400k' },
]
const smallRuns: Run[] = [
  { outputs: 1, bitrate: '2M' },
  { outputs: 5, bitrate: '400k' },
]

export const outputs: Part = {
  name: 'outputs',
  title: 'Outputs that run',
  how: `Half of the outputs send UDP, half RTMP to another MediaMTX; an input of its own for each ten. Feeds of 2 Mb/s up to 50 outputs, of 0.5 Mb/s
above, since two cores must carry feeds, MediaMTX, FFmpegs and receivers. Five clients in a process of their own follow everything that the dashboard
follows, and incidents: inputs, outputs, rates each second, the system and all log lines. All outputs are started by one
\`startOutputs\`; _start to live_ is the time from that request to the event that says LIVE. The processor's time (user and
system, from \`/proc\`) and the resident memory are then taken for 30 s of steady running, once a minute has passed: until then Node still
compiles what is used often. _All together_ is the manager with MediaMTX and
the FFmpegs, memory by proportional share.`,

  async run(small) {
    const costs: Cell[][] = []
    const starts: Cell[][] = []
    const bars: Bar[] = []
    for (const { outputs: count, bitrate } of small ? smallRuns : runs) {
      await using stage = await createStage({ outputs: count, bitrate, kinds: ['UDP', 'RTMP'] })
      await using clients = new Clients(stage.manager.api)
      await clients.open(clientsAtOnce)
      const times = await stage.startAll()
      starts.push([count, ...[Math.min(...times), median(times), Math.max(...times)].map((ms) => `${(ms / 1000).toFixed(2)} s`)])
      await stage.allLive(10_000)
      await sleep(small ? 2000 : settlingMs)
      const cost = await costOf(stage, clients, small ? 5 : 30)
      costs.push([
        count,
        bitrate === '2M' ? '2 Mb/s' : '0.5 Mb/s',
        `${cost.cpuPercent.toFixed(2)} %`,
        ...[cost.rss, cost.mostRss].map((bytes) => `${(bytes / megabyte).toFixed(1)} MB`),
        `${(cost.growth / megabyte).toFixed(1)} MB`,
        cost.messagesPerSecond.toFixed(0),
        `${cost.allCpuPercent.toFixed(0)} %`,
        `${(cost.allPss / megabyte).toFixed(0)} MB`,
      ])
      if (count !== (small ? 5 : 50)) continue
      bars.push(
        below(`Manager with ${count} outputs and five clients, of one core`, cost.cpuPercent, 3, '%', 2),
        below(`Memory of that manager at its most`, cost.mostRss / megabyte, 160, 'MB'),
        below(`Growth of that memory in the ${cost.seconds} s`, cost.growth / megabyte, 5, 'MB'),
      )
    }
    return {
      tables: [
        {
          head: [
            'outputs',
            'feed',
            'CPU',
            'memory',
            'at most',
            'growth',
            'messages/s',
            'CPU, all together',
            'memory, all together',
          ],
          rows: costs,
        },
        { head: ['outputs', 'first live', 'median', 'last'], rows: starts },
      ],
      bars,
    }
  },
}

/** What a stage costs with five clients while it runs so many seconds. */
export async function costOf({ manager: { pid } }: Stage, clients: Clients, seconds: number) {
  const own = () => sightOf(pid)?.cpuSeconds ?? 0
  const beganAt = performance.now()
  const [ownBefore, allBefore, before] = [own(), treeCpuSeconds(pid), await clients.counts()]
  const rss: number[] = []
  for (let second = 0; second < seconds; second++) {
    await sleep(1000)
    rss.push(sightOf(pid)?.rssBytes ?? 0)
  }
  const passed = (performance.now() - beganAt) / 1000
  const [ownAfter, allAfter, after] = [own(), treeCpuSeconds(pid), await clients.counts()]
  if (after.open !== clientsAtOnce) throw new Error(`Only ${after.open} of ${clientsAtOnce} clients stayed`)
  const third = Math.ceil(rss.length / 3)
  return {
    seconds,
    cpuPercent: ((ownAfter - ownBefore) / passed) * 100,
    allCpuPercent: ((allAfter - allBefore) / passed) * 100,
    allPss: treeOf(pid).reduce((sum, one) => sum + pssBytes(one.pid), 0),
    rss: median(rss),
    mostRss: percentile(rss, 1),
    /** Of the last third over the first. */
    growth: median(rss.slice(-third)) - median(rss.slice(0, third)),
    messagesPerSecond: (after.messages - before.messages) / passed,
  }
}
