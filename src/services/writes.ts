import type { Clock } from '../domain/clock.ts'
import { StorageError } from '../domain/errors.ts'
import type { Desired } from '../domain/states.ts'
import type { Worker } from '../domain/worker.ts'
import { DatabaseError } from '../db/errors.ts'
import type { Catalogue } from './memory/catalogue.ts'

/** How often stops that could not be stored are tried again. */
const againMs = 5000
/** A database that does not come back must not keep the server from ending. */
const settleWithinMs = 3000

export interface WriteParts {
  worker: Worker
  catalogue: Catalogue
  clock: Clock
  /** Hears of attempts to store something: null when it went well, else the error. */
  onStored: (error: unknown) => void
}

interface Stop<T> {
  what: 'input' | 'output'
  /** Brings it to memory. */
  apply: () => T
  write: () => Promise<unknown>
}

/**
 * Changes of what people set, one at a time, so that two of them cannot take the same port or start from the same
 * settings.
 */
export class Writes {
  readonly #parts: WriteParts
  readonly #closing = new AbortController()
  /** Stops that are in force and not stored, by noun and id; oldest first. */
  readonly #unstored = new Map<string, () => Promise<unknown>>()
  #last: Promise<unknown> = Promise.resolve()
  #isTrying = false

  constructor(parts: WriteParts) {
    this.#parts = parts
  }

  /** Runs `change` after those before it have ended. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#last.then(change)
    this.#last = result.catch(() => {})
    return result
  }

  /**
   * Stores, then lets `known` bring it to memory, then tells the worker. Within `inTurn`. Throws StorageError, with
   * nothing changed, when the database does not take it.
   */
  async store<Stored, T>(write: () => Promise<Stored>, known: (stored: Stored) => T): Promise<T> {
    let stored: Stored
    try {
      // In the order of the wishes: a row that still says RUNNING would bring back what was stopped.
      await this.#storeStops()
      stored = await write()
    } catch (error) {
      this.#parts.onStored(error)
      if (error instanceof DatabaseError) throw new StorageError(`Nothing was changed. ${error.message}`, { cause: error })
      throw error
    }
    this.#parts.onStored(null)
    const result = known(stored)
    this.#tellWorker()
    return result
  }

  /**
   * A stop is in force at once, whether it can be stored or not: within `inTurn` it comes to memory and to the worker, then
   * to the database. Throws StorageError when the database does not take it; it is tried again every few seconds and before
   * whatever is stored next. If the server is started anew before that succeeds, what was stored last counts: it runs again.
   */
  async stop<T extends { id: string; name: string; desired: Desired }>(before: T, { what, apply, write }: Stop<T>): Promise<T> {
    const key = `${what} ${before.id}`
    let after = before
    if (before.desired !== 'STOPPED') {
      after = apply()
      this.#tellWorker()
      this.#unstored.set(key, write)
    }
    if (!this.#unstored.has(key)) return after
    try {
      await this.#storeStops()
    } catch (error) {
      this.#parts.onStored(error)
      void this.#tryAgain()
      const why = error instanceof DatabaseError ? error.message : 'The log says why.'
      const then = 'Should the server start anew before it can be stored, it will run again.'
      throw new StorageError(`The stop of ${what} "${before.name}" is in force, but could not be stored. ${why} ${then}`, {
        cause: error,
      })
    }
    this.#parts.onStored(null)
    return after
  }

  /** Resolves when nothing is under way and stops not stored yet were tried a last time, after 3 s in any case. */
  async settled(): Promise<void> {
    this.#closing.abort()
    const done = new AbortController()
    const last = this.inTurn(() => this.#storeStops()).catch(() => {})
    await Promise.race([last, this.#parts.clock.sleep(settleWithinMs, done.signal)])
    done.abort()
  }

  async #storeStops(): Promise<void> {
    for (const [key, write] of this.#unstored) {
      try {
        await write()
      } catch (error) {
        if (error instanceof DatabaseError) throw error
        // A mistake of ours: what will never succeed must not hold up everything else.
        this.#unstored.delete(key)
        throw error
      }
      this.#unstored.delete(key)
    }
  }

  async #tryAgain(): Promise<void> {
    if (this.#isTrying) return
    this.#isTrying = true
    while (this.#unstored.size > 0 && !this.#closing.signal.aborted) {
      await this.#parts.clock.sleep(againMs, this.#closing.signal)
      if (this.#closing.signal.aborted) break
      await this.inTurn(() => this.#storeStops()).then(
        () => this.#parts.onStored(null),
        // It was told already.
        () => {},
      )
    }
    this.#isTrying = false
  }

  #tellWorker(): void {
    this.#parts.worker.reconcile(this.#parts.catalogue.assignments())
  }
}
