import { setTimeout as sleep } from 'node:timers/promises'
import { timesOf } from '../asking.ts'
import { percentile } from '../figures.ts'
import type { Cell } from '../figures.ts'
import { below } from '../part.ts'
import type { Bar, Part } from '../part.ts'
import { createStage } from '../stage.ts'

export const metrics: Part = {
  name: 'metrics',
  title: 'Metrics for Prometheus',
  how: `\`/metrics\` is read while all outputs are LIVE (feed of 0.5 Mb/s), 300 times one after the other on one connection, after 200 that warm up; figures are taken as those of
the state query.`,

  async run(small) {
    const rows: Cell[][] = []
    const bars: Bar[] = []
    for (const count of small ? [5] : [50, 200]) {
      await using stage = await createStage({ outputs: count, bitrate: '400k', kinds: ['UDP', 'RTMP'] })
      await stage.startAll()
      await sleep(small ? 1000 : 5000)
      const { api, pid } = stage.manager
      const { cpuMs, bytes, times, floor } = await timesOf(api, pid, { path: '/metrics', body: null }, small ? 50 : 300)
      const ms = (value: number) => `${value.toFixed(2)} ms`
      const middle = percentile(times, 0.5)
      rows.push([
        ...[count, ms(cpuMs), ms(middle), ms(percentile(times, 0.99)), ms(percentile(floor, 0.5))],
        `${(bytes / 1000).toFixed(1)} kB`,
      ])
      if (count > 50) continue
      bars.push(
        below(`Metrics with ${count} outputs, CPU in the server`, cpuMs, 10, 'ms', 2),
        below(`Metrics with ${count} outputs, round trip, median`, middle, 10, 'ms', 2),
      )
    }
    const head = ['outputs', 'CPU in the server', 'round trip p50', 'p99', 'of /healthz p50', 'bytes']
    return { tables: [{ head, rows }], bars }
  },
}
