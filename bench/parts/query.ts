import { setTimeout as sleep } from 'node:timers/promises'
import { timesOf } from '../asking.ts'
import { stateQuery } from '../dashboard.ts'
import { percentile } from '../figures.ts'
import type { Cell } from '../figures.ts'
import { below } from '../part.ts'
import type { Bar, Part } from '../part.ts'
import { createStage } from '../stage.ts'

const question = { path: '/graphql', body: { query: stateQuery } }

export const query: Part = {
  name: 'query',
  title: 'The state query',
  how: `Everything that the dashboard shows of all inputs and outputs, asked for in one query while all outputs are LIVE (feed of 0.5 Mb/s), 1000 times one after the other on one
connection, after 200 that warm up. _Round trip_ is from the request's last byte to the answer's last, on loopback, the client's part included; _of /healthz_ is the same for a page that does nothing: what
any request costs. _CPU in the server_ is the processor's time of the manager over all these requests, less what it takes when nobody asks, per request. Bytes are those of the
answer's body, not compressed.`,

  async run(small) {
    const rows: Cell[][] = []
    const bars: Bar[] = []
    for (const count of small ? [5] : [50, 200]) {
      await using stage = await createStage({ outputs: count, bitrate: '400k', kinds: ['UDP', 'RTMP'] })
      await stage.startAll()
      await sleep(small ? 1000 : 5000)
      const { api, pid } = stage.manager
      const { cpuMs, bytes, times, floor } = await timesOf(api, pid, question, small ? 50 : 1000)
      const ms = (value: number) => `${value.toFixed(2)} ms`
      rows.push([
        count,
        ms(cpuMs),
        ...[0.5, 0.99].map((share) => ms(percentile(times, share))),
        ms(percentile(floor, 0.5)),
        `${(bytes / 1000).toFixed(1)} kB`,
      ])
      if (count > 50) continue
      bars.push(
        below(`State query with ${count} outputs, CPU in the server`, cpuMs, 3, 'ms', 2),
        below(`State query with ${count} outputs, size`, bytes / 1000, 60, 'kB'),
      )
    }
    const head = ['outputs', 'CPU in the server', 'round trip p50', 'p99', 'of /healthz p50', 'bytes']
    return { tables: [{ head, rows }], bars }
  },
}
