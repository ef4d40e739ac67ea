import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiClient } from '../tests/support/api.ts'
import { sightOf } from './processTree.ts'

const warmUps = 200
const idleMs = 5000

/** What is asked for: `body` is sent as JSON; null: by GET. */
export interface Question {
  path: string
  body: unknown
}

/**
 * Asks the manager so often on one connection, after some that warm up. `times` and those of /healthz (`floor`) are milliseconds from the
 * request to the answer's last byte; `cpuMs` is what one took in the manager, less what it takes when nobody asks.
 */
export async function timesOf(api: ApiClient, pid: number, question: Question, count: number) {
  using connection = new Connection(api)
  const cpuMs = () => (sightOf(pid)?.cpuSeconds ?? 0) * 1000
  for (let warmUp = 0; warmUp < warmUps; warmUp++) await connection.ask(question)

  const [idleBefore, idleFrom] = [cpuMs(), performance.now()]
  await sleep(idleMs)
  const idleShare = (cpuMs() - idleBefore) / (performance.now() - idleFrom)

  const times: number[] = []
  let bytes = 0
  const [before, from] = [cpuMs(), performance.now()]
  for (let time = 0; time < count; time++) {
    const answer = await connection.ask(question)
    times.push(answer.ms)
    bytes = answer.bytes
  }
  const spent = cpuMs() - before - idleShare * (performance.now() - from)
  const floor: number[] = []
  for (let time = 0; time < count; time++) floor.push((await connection.ask({ path: '/healthz', body: null })).ms)
  return { cpuMs: spent / count, bytes, times, floor }
}

/** One connection that stays open, as a browser's does. */
class Connection implements Disposable {
  readonly #api: ApiClient
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor(api: ApiClient) {
    this.#api = api
  }

  ask({ path, body }: Question): Promise<{ ms: number; bytes: number }> {
    return new Promise((resolve, reject) => {
      const headers = { 'x-api-key': this.#api.key, 'content-type': 'application/json' }
      const options = { agent: this.#agent, headers, method: body === null ? 'GET' : 'POST' }
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
      asking.end(body === null ? undefined : JSON.stringify(body))
    })
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }
}
