import type { Clock } from '../domain/clock.ts'

/** Someone else's lock on the database is no trouble before it has lasted so long. */
const troubleAfterMs = 5000

/** Tells of something that keeps failing once when it has failed for some time, and once when it works again. */
export class Trouble {
  readonly #clock: Clock
  readonly #tell: (error: unknown) => void
  #since: number | null = null
  #isTold = false

  /** `tell` hears the error, and null when it works again. */
  constructor(clock: Clock, tell: (error: unknown) => void) {
    this.#clock = clock
    this.#tell = tell
  }

  get isFailing(): boolean {
    return this.#since !== null
  }

  failed(error: unknown): void {
    const now = this.#clock.now()
    this.#since ??= now
    if (this.#isTold || now - this.#since < troubleAfterMs) return
    this.#isTold = true
    this.#tell(error)
  }

  worked(): void {
    this.#since = null
    if (this.#isTold) this.#tell(null)
    this.#isTold = false
  }
}
