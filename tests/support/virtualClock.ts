import type { Clock } from '../../src/domain/clock.ts'

/** Time that stands until a test moves it: a rule about two minutes is tested in a millisecond. */
export class VirtualClock implements Clock {
  #now = 0
  #timers: { at: number; ring: () => void }[] = []
  readonly #epoch = Date.parse('2026-01-01T00:00:00.000Z')

  now(): number {
    return this.#now
  }

  date(): Date {
    return new Date(this.#epoch + this.#now)
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = {
        at: this.#now + Math.max(0, ms),
        ring: () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        },
      }
      const abort = () => {
        this.#timers = this.#timers.filter((other) => other !== timer)
        resolve()
      }
      signal?.addEventListener('abort', abort, { once: true })
      this.#timers.push(timer)
    })
  }

  /** Moves time on, ringing each timer at its moment and letting what it wakes run before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    await settle()
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#now = Math.max(this.#now, next.at)
      next.ring()
      await settle()
    }
    this.#now = end
  }

  /** Moves time on as a frozen process sees it: nothing runs meanwhile, and everything is late afterwards. */
  async freeze(ms: number): Promise<void> {
    this.#now += ms
    await this.advance(0)
  }
}

/** Lets everything run that waits for no timer. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve))
}
