import type { Clock } from '../../domain/clock.ts'

/**
 * Spreads starts: a start costs 0.2 CPU-seconds, and fifty at once would make the first late. Ten turns per second, the
 * highest rank first, those of one rank in the order asked.
 */
export class Pace {
  readonly #clock: Clock
  readonly #gapMs: number
  readonly #queue: { rank: number; take: () => void }[] = []
  #nextAt = 0
  #running = false

  constructor(clock: Clock, perSecond = 10) {
    this.#clock = clock
    this.#gapMs = 1000 / perSecond
  }

  /** Resolves to true when it is one's turn, to false as soon as `signal` aborts before. */
  turn(signal: AbortSignal, rank = 0): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false)
    return new Promise((resolve) => {
      const waiter = {
        rank,
        take: () => {
          signal.removeEventListener('abort', leave)
          resolve(true)
        },
      }
      const leave = () => {
        const at = this.#queue.indexOf(waiter)
        if (at >= 0) this.#queue.splice(at, 1)
        resolve(false)
      }
      signal.addEventListener('abort', leave, { once: true })
      const at = this.#queue.findIndex((other) => other.rank < rank)
      this.#queue.splice(at < 0 ? this.#queue.length : at, 0, waiter)
      if (!this.#running) void this.#give()
    })
  }

  async #give(): Promise<void> {
    this.#running = true
    // Those whom one event has woken ask together: all are heard before the first is chosen.
    await this.#clock.sleep(0)
    while (this.#queue.length > 0) {
      const waitMs = this.#nextAt - this.#clock.now()
      if (waitMs > 0) await this.#clock.sleep(waitMs)
      const first = this.#queue.shift()
      if (first === undefined) continue
      this.#nextAt = this.#clock.now() + this.#gapMs
      first.take()
    }
    this.#running = false
  }
}
