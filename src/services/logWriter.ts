import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../domain/clock.ts'
import type { LogStore } from '../db/logs.ts'
import type { Tail } from './memory/tail.ts'
import { storeSparing } from './sparing.ts'
import { Trouble } from './trouble.ts'

const writeEveryMs = 1000
const linesAtOnce = 500

export interface LogWriterParts {
  store: LogStore
  tail: Tail
  clock: Clock
  /** Hears when lines cannot be stored for some time, with the error, and null when they can again. */
  onTrouble: (error: unknown) => void
  /** Hears why one is left out for ever. */
  onRefused: (error: unknown) => void
}

/** Carries lines from memory to the database: once a second, or when many wait. What cannot be stored waits. */
export class LogWriter {
  readonly #parts: LogWriterParts
  readonly #removed = new Set<string>()
  readonly #trouble: Trouble
  readonly #closing = new AbortController()
  #wake = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(parts: LogWriterParts) {
    this.#parts = parts
    this.#trouble = new Trouble(parts.clock, parts.onTrouble)
  }

  start(): void {
    this.#running = this.#run()
  }

  /** To be called when lines were added. */
  added(): void {
    if (this.#parts.tail.waiting >= linesAtOnce && !this.#trouble.isFailing) this.#wake.abort()
  }

  /** Deletes what is stored of a book. */
  remove(book: string): void {
    this.#parts.tail.forget(book)
    this.#removed.add(book)
  }

  /** Whether the book is about to be deleted. */
  isRemoved(book: string): boolean {
    return this.#removed.has(book)
  }

  /** Stores what waits, however long the database takes. */
  async close(lastId: number): Promise<void> {
    this.#closing.abort()
    this.#wake.abort()
    await this.#running
    if (await this.#writeAll(true)) await this.#parts.store.close(lastId).catch(() => {})
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      await this.#parts.clock.sleep(writeEveryMs, this.#wake.signal)
      if (this.#closing.signal.aborted) return
      this.#wake = new AbortController()
      await this.#writeAll(false)
    }
  }

  async #writeAll(isPatient: boolean): Promise<boolean> {
    const { tail } = this.#parts
    while (tail.waiting > 0 || this.#removed.size > 0) {
      if (!(await this.#write(isPatient))) return false
      // The database works within this thread: others shall have their turn.
      await setImmediate()
    }
    return true
  }

  async #write(isPatient: boolean): Promise<boolean> {
    const { store, tail } = this.#parts
    const removed = [...this.#removed]
    const lines = tail.take(linesAtOnce)
    try {
      await storeSparing(lines, (some) => store.write(some, removed, { isPatient }), this.#parts.onRefused)
    } catch (error) {
      tail.put(false)
      this.#trouble.failed(error)
      return false
    }
    tail.put(true)
    for (const book of removed) this.#removed.delete(book)
    this.#trouble.worked()
    return true
  }
}
