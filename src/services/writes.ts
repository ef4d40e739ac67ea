import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../domain/clock.ts'
import { NotFoundError, StorageError } from '../domain/errors.ts'
import type { Desired } from '../domain/states.ts'
import type { Worker } from '../domain/worker.ts'
import { DatabaseError, UncertainError } from '../db/errors.ts'
import type { SettingsStore } from '../db/settings.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { readBack } from './readBack.ts'

const uncertain = 'Whether this was stored is not known; what is shown is brought up to date when the database answers.'

/** How often what could not be stored is tried again. */
const againMs = 5000
/** A database that does not come back must not keep the server from ending. */
const settleWithinMs = 3000

export interface WriteParts {
  worker: Worker
  catalogue: Catalogue
  clock: Clock
  store: Pick<SettingsStore, 'load'>
  /** Hears of attempts to store something: null when it went well, else the error; `waits`: something is still to be stored. */
  onStored: (error: unknown, waits: boolean) => void
}

interface Stoppable {
  id: string
  name: string
  desired: Desired
}

interface Stop<T> {
  what: 'input' | 'output'
  /** As it is now; null when it was deleted. */
  find: () => T | null
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
  /** Of stops whose turn has not ended: what brings them to memory, where they are not there any more. */
  readonly #inForce = new Set<() => void>()
  /** A change may be stored or not: what is in the database is to be read before anything else. */
  #isUncertain = false
  #last: Promise<unknown> = Promise.resolve()
  /** Changes whose turn has not ended. */
  #underWay = 0
  #isTrying = false
  #telling: Promise<void> | null = null
  /** When the change whose turn it is was asked for (`clock.now`). */
  #askedAt = 0
  #lastFailure: { at: number; message: string } | null = null

  constructor(parts: WriteParts) {
    this.#parts = parts
  }

  /** Runs `change` after those before it have ended. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const askedAt = this.#parts.clock.now()
    const isBehind = this.#underWay > 0
    this.#underWay++
    const result = this.#last.then(async () => {
      // SQLite works within this thread: others shall have their turn between many changes.
      if (isBehind) await setImmediate()
      this.#askedAt = askedAt
      return change()
    })
    const over = () => void this.#underWay--
    this.#last = result.then(over, over)
    return result
  }

  /**
   * Stores, then lets `known` bring it to memory, then tells the worker. Within `inTurn`. Throws StorageError, with
   * nothing changed, when the database does not take it.
   */
  async store<Stored, T>(write: () => Promise<Stored>, known: (stored: Stored) => T): Promise<T> {
    let stored: Stored
    try {
      await this.#storeWhatWaits()
      stored = await write()
    } catch (error) {
      this.#failed(error)
      if (error instanceof UncertainError) throw new StorageError(`${uncertain} ${error.message}`, { cause: error })
      if (error instanceof DatabaseError) throw new StorageError(`Nothing was changed. ${error.message}`, { cause: error })
      throw error
    }
    this.#parts.onStored(null, false)
    const result = known(stored)
    this.#tellWorker()
    return result
  }

  /**
   * A stop is in force at once, whether it can be stored or not and whatever is being stored: it comes to memory and to the
   * worker, then, in its turn, to the database. Throws StorageError when that does not take it; it is tried again every few
   * seconds and before whatever is stored next. If the server is started anew before that succeeds, what was stored last
   * counts: it runs again.
   */
  async stop<T extends Stoppable>(before: T, { what, find, apply, write }: Stop<T>): Promise<T> {
    const key = `${what} ${before.id}`
    let isNew = false
    const enforce = () => {
      if (this.#parts.catalogue.desiredOf(what, before.id) !== 'RUNNING') return
      isNew = true
      apply()
    }
    this.#inForce.add(enforce)
    enforce()
    const told = isNew ? this.#tellWorkerOfAll() : null
    const stopped = this.inTurn(async () => {
      const after = find()
      if (after === null) throw new NotFoundError(before.id, `There is no ${what} ${before.id} any more`)
      if (isNew) this.#unstored.set(key, write)
      if (this.#unstored.has(key)) await this.#storeStop(what, before.name)
      return after
    })
    const [after] = await Promise.all([stopped.finally(() => this.#inForce.delete(enforce)), told])
    return after
  }

  /** Resolves when nothing is under way and stops not stored yet were tried a last time, after 3 s in any case. */
  async settled(): Promise<void> {
    this.#closing.abort()
    const done = new AbortController()
    const last = this.inTurn(() => this.#storeWhatWaits()).catch(() => {})
    await Promise.race([last, this.#parts.clock.sleep(settleWithinMs, done.signal)])
    done.abort()
  }

  async #storeStop(what: string, name: string): Promise<void> {
    try {
      await this.#storeWhatWaits()
    } catch (error) {
      this.#failed(error)
      const why = error instanceof DatabaseError ? error.message : 'The log says why.'
      const then = 'Should the server start anew before it can be stored, it will run again.'
      throw new StorageError(`The stop of ${what} "${name}" is in force, but could not be stored. ${why} ${then}`, {
        cause: error,
      })
    }
    this.#parts.onStored(null, false)
  }

  #failed(error: unknown): void {
    if (error instanceof UncertainError) this.#isUncertain = true
    if (error instanceof DatabaseError) this.#lastFailure = { at: this.#parts.clock.now(), message: error.message }
    const waits = this.#unstored.size > 0 || this.#isUncertain
    this.#parts.onStored(error, waits)
    if (waits) void this.#tryAgain()
  }

  /** In the order of the wishes: a row that still says RUNNING would bring back what was stopped. */
  async #storeWhatWaits(): Promise<void> {
    // Whoever waited behind one that waited for the database in vain has waited long enough.
    if (this.#lastFailure !== null && this.#askedAt < this.#lastFailure.at) throw new DatabaseError(this.#lastFailure.message)
    await this.#storeStops()
    if (!this.#isUncertain) return
    readBack(this.#parts.catalogue, await this.#parts.store.load())
    this.#isUncertain = false
    this.#tellWorker()
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
    while ((this.#unstored.size > 0 || this.#isUncertain) && !this.#closing.signal.aborted) {
      await this.#parts.clock.sleep(againMs, this.#closing.signal)
      if (this.#closing.signal.aborted) break
      await this.inTurn(() => this.#storeWhatWaits()).then(
        () => this.#parts.onStored(null, false),
        // It was told already.
        () => {},
      )
    }
    this.#isTrying = false
  }

  /** Once, whatever is asked for in the same breath: each telling is of everything. */
  #tellWorkerOfAll(): Promise<void> {
    this.#telling ??= Promise.resolve().then(() => {
      this.#telling = null
      this.#tellWorker()
    })
    return this.#telling
  }

  #tellWorker(): void {
    // What was stored before the turn of a stop may say that it runs.
    for (const enforce of this.#inForce) enforce()
    this.#parts.worker.reconcile(this.#parts.catalogue.assignments())
  }
}
