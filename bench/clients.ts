import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ApiClient } from '../tests/support/api.ts'
import type { Heard, Order } from './clientProcess.ts'

/** What clients have been told so far. */
export interface Counts {
  /** Clients that are connected. */
  open: number
  messages: number
}

/** An event about one output, as a client got it. */
export interface SeenEvent {
  /** Number of the client. */
  client: number
  id: string
  desired: string
  state: string
  stateSince: string
  /** From `stateSince` to now; whole milliseconds. */
  sinceStateMs: number
  /** Milliseconds of the machine's monotonic clock: see `monotonicMs`. */
  at: number
}

/** Milliseconds that mean the same in every process of this machine. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** Clients that follow a manager as its dashboard does, in a process of their own, so that they are no part of what is measured. */
export class Clients implements AsyncDisposable {
  readonly #child: ChildProcess
  /** Called with each event about an output; only when clients were opened to `watch`. */
  onEvent: (event: SeenEvent) => void = () => {}

  constructor({ url, key }: ApiClient) {
    this.#child = fork(join(import.meta.dirname, 'clientProcess.ts'), [url], { env: { ...process.env, BENCH_KEY: key } })
    this.#child.on('message', (heard: Heard) => {
      if (heard.kind === 'event') this.onEvent(heard.event)
    })
  }

  /** Resolves once all of them are connected. `stalled`: they read nothing from then on. */
  async open(count: number, how: { watch?: boolean; stalled?: boolean } = {}): Promise<void> {
    await this.#order({ kind: 'open', count, watch: how.watch ?? false, stalled: how.stalled ?? false })
  }

  /** Ends the oldest ones. */
  async close(count: number): Promise<void> {
    await this.#order({ kind: 'close', count })
  }

  counts(): Promise<Counts> {
    return this.#order({ kind: 'count' })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }

  async #order(order: Order): Promise<Counts> {
    const answered = new Promise<Counts>((resolve, reject) => {
      const listen = (heard: Heard) => {
        if (heard.kind !== 'done') return
        end()
        if (heard.problem === null) resolve(heard.counts)
        else reject(new Error(`The clients: ${heard.problem}`))
      }
      const gone = () => {
        end()
        reject(new Error('The process of the clients ended'))
      }
      const end = () => this.#child.off('message', listen).off('exit', gone)
      this.#child.on('message', listen).on('exit', gone)
    })
    this.#child.send(order)
    return answered
  }
}
