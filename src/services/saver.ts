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

/** Lets something be stored now and then, and once more in the end. */
export class Saver {
  readonly #parts: SaverParts
  readonly #trouble: Trouble
  readonly #closing = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(parts: SaverParts) {
    this.#parts = parts
    this.#trouble = new Trouble(parts.clock, parts.onTrouble)
  }

  start(): void {
    this.#running = this.#run()
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#running
    await this.#save(true)
  }

  async #run(): Promise<void> {
    const { clock, everyMs } = this.#parts
    const { signal } = this.#closing
    for (;;) {
      await clock.sleep(everyMs, signal)
      if (signal.aborted) return
      await this.#save(false)
    }
  }

  async #save(isPatient: boolean): Promise<void> {
    try {
      await this.#parts.save(isPatient)
      this.#trouble.worked()
    } catch (error) {
      this.#trouble.failed(error)
    }
  }
}
