import type { Worker } from '../domain/worker.ts'
import type { Catalogue } from './memory/catalogue.ts'

/**
 * Changes of what people set, one at a time, so that two of them cannot take the same port or start from the same
 * settings.
 */
export class Writes {
  readonly #worker: Worker
  readonly #catalogue: Catalogue
  readonly #onStored: (error: unknown) => void
  #last: Promise<unknown> = Promise.resolve()

  /** `onStored` hears of each attempt to store something: null when it went well, else the error. */
  constructor(worker: Worker, catalogue: Catalogue, onStored: (error: unknown) => void) {
    this.#worker = worker
    this.#catalogue = catalogue
    this.#onStored = onStored
  }

  /** Runs `change` after those before it have ended. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#last.then(change)
    this.#last = result.catch(() => {})
    return result
  }

  /** Stores, then lets `known` bring it to memory, then tells the worker. Within `inTurn`. */
  async store<Stored, T>(write: () => Promise<Stored>, known: (stored: Stored) => T): Promise<T> {
    let stored: Stored
    try {
      stored = await write()
    } catch (error) {
      this.#onStored(error)
      throw error
    }
    this.#onStored(null)
    const result = known(stored)
    this.#worker.reconcile(this.#catalogue.assignments())
    return result
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#last
  }
}
