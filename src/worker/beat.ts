import type { Clock } from '../domain/clock.ts'

/**
 * One timer for all who look at something again and again: fifty that wake the process one by one cost several times as
 * much as fifty that are called in one go.
 */
export class Beat {
  readonly #clock: Clock
  readonly #everyMs: number
  readonly #listeners = new Set<() => void>()
  #isBeating = false

  constructor(clock: Clock, everyMs: number) {
    this.#clock = clock
    this.#everyMs = everyMs
  }

  /** Calls `onBeat`, which must not throw, at each beat until it is disposed of. */
  listen(onBeat: () => void): Disposable {
    this.#listeners.add(onBeat)
    if (!this.#isBeating) void this.#run()
    return { [Symbol.dispose]: () => void this.#listeners.delete(onBeat) }
  }

  async #run(): Promise<void> {
    this.#isBeating = true
    while (this.#listeners.size > 0) {
      await this.#clock.sleep(this.#everyMs)
      for (const onBeat of this.#listeners) onBeat()
    }
    this.#isBeating = false
  }
}
