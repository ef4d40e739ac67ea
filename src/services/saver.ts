import type { Clock } from '../domain/clock.ts'
import { Trouble } from './trouble.ts'

export interface SaverParts {
  clock: Clock
  everyMs: number
  /** Stores what waits, and keeps it when it throws. `isPatient`: it is the last call, and may wait for the database. */
  save: (isPatient: boolean) => Promise<void>
  /** Hears when nothing can be stored for some time, with the error, and null when it can again. */
  onTrouble: (error: unknown) => void
}

/** Lets something be stored now and then, soon when that is asked for, and once more in the end. */
export class Saver {
  readonly #parts: SaverParts
  readonly #trouble: Trouble
  #wake = new AbortController()
  #isClosing = false
  #running: Promise<void> = Promise.resolve()

  constructor(parts: SaverParts) {
    this.#parts = parts
    this.#trouble = new Trouble(parts.clock, parts.onTrouble)
  }

  start(): void {
    this.#running = this.#run()
  }

  /** Not later than what is stored just now; but what cannot be stored is tried again in its time. */
  soon(): void {
    // With a reason of our own: the usual exception is costly, and nobody reads it.
    if (!this.#trouble.isFailing) this.#wake.abort(null)
  }

  /** False when the database took not everything. */
  async close(): Promise<boolean> {
    this.#isClosing = true
    this.#wake.abort(null)
    await this.#running
    return this.#save(true)
  }

  async #run(): Promise<void> {
    const { clock, everyMs } = this.#parts
    for (;;) {
      await clock.sleep(everyMs, this.#wake.signal)
      if (this.#isClosing) return
      if (this.#wake.signal.aborted) this.#wake = new AbortController()
      await this.#save(false)
    }
  }

  async #save(isPatient: boolean): Promise<boolean> {
    try {
      await this.#parts.save(isPatient)
      this.#trouble.worked()
      return true
    } catch (error) {
      this.#trouble.failed(error)
      return false
    }
  }
}
