import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiClient } from '../../tests/support/api.ts'
import { stateQuery } from '../dashboard.ts'
import { percentile } from '../figures.ts'
import type { Cell } from '../figures.ts'
import { below } from '../part.ts'
import type { Bar, Part } from '../part.ts'
import { sightOf } from '../processTree.ts'
import { createStage } from '../stage.ts'

const warmUps = 200
const idleMs = 5000

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
      const { cpuMs, bytes, times, floor } = await timesOf(stage.manager.api, stage.manager.pid, small ? 50 : 1000)
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

async function timesOf(api: ApiClient, pid: number, count: number) {
  using connection = new Connection(api)
  const cpuMs = () => (sightOf(pid)?.cpuSeconds ?? 0) * 1000
  for (let warmUp = 0; warmUp < warmUps; warmUp++) await connection.ask('/graphql', stateQuery)

  const [idleBefore, idleFrom] = [cpuMs(), performance.now()]
  await sleep(idleMs)
  const idleShare = (cpuMs() - idleBefore) / (performance.now() - idleFrom)

  const times: number[] = []
  let bytes = 0
  const [before, from] = [cpuMs(), performance.now()]
  for (let time = 0; time < count; time++) {
    const answer = await connection.ask('/graphql', stateQuery)
    times.push(answer.ms)
    bytes = answer.bytes
  }
  const spent = cpuMs() - before - idleShare * (performance.now() - from)
  const floor: number[] = []
  for (let time = 0; time < count; time++) floor.push((await connection.ask('/healthz', null)).ms)
  return { cpuMs: spent / count, bytes, times, floor }
}

/** One connection that stays open, as a browser's does. */
class Connection implements Disposable {
  readonly #api: ApiClient
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor(api: ApiClient) {
    this.#api = api
  }

  ask(path: string, text: string | null): Promise<{ ms: number; bytes: number }> {
    return new Promise((resolve, reject) => {
      const headers = { 'x-api-key': this.#api.key, 'content-type': 'application/json' }
      const options = { agent: this.#agent, headers, method: text === null ? 'GET' : 'POST' }
      const beganAt = performance.now()
      const asking = request(new URL(path, this.#api.url), options, (answer) => {
        let bytes = 0
        let start = ''
        answer.on('data', (chunk: Buffer) => {
          if (bytes === 0) start = chunk.toString('utf8', 0, 100)
          bytes += chunk.length
        })
        answer.on('end', () => {
          if (answer.statusCode !== 200 || start.startsWith('{"errors"'))
            reject(new Error(`${path}: ${answer.statusCode} ${start}`))
          else resolve({ ms: performance.now() - beganAt, bytes })
        })
      })
      asking.on('error', reject)
      asking.end(text === null ? undefined : JSON.stringify({ query: text }))
    })
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }
}
