import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../domain/clock.ts'
import type { LogStore } from '../db/logs.ts'
import type { Tail } from './memory/tail.ts'
import { Saver } from './saver.ts'
import { storeSparing } from './sparing.ts'

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
  readonly #saver: Saver
  readonly #removed = new Set<string>()

  constructor(parts: LogWriterParts) {
    const { clock, onTrouble } = parts
    this.#parts = parts
    this.#saver = new Saver({ clock, everyMs: writeEveryMs, save: (isPatient) => this.#writeAll(isPatient), onTrouble })
  }

  start(): void {
    this.#saver.start()
  }

  /** To be called when lines were added. */
  added(): void {
    if (this.#parts.tail.waiting >= linesAtOnce) this.#saver.soon()
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
    if (await this.#saver.close()) await this.#parts.store.close(lastId).catch(() => {})
  }

  async #writeAll(isPatient: boolean): Promise<void> {
    const { tail } = this.#parts
    while (tail.waiting > 0 || this.#removed.size > 0) {
      await this.#write(isPatient)
      // The database works within this thread: others shall have their turn.
      await setImmediate()
    }
  }

  async #write(isPatient: boolean): Promise<void> {
    const { store, tail, onRefused } = this.#parts
    const removed = [...this.#removed]
    const lines = tail.take(linesAtOnce)
    let isStored = false
    try {
      await storeSparing(lines, (some) => store.write(some, removed, { isPatient }), onRefused)
      isStored = true
    } finally {
      tail.put(isStored)
    }
    for (const book of removed) this.#removed.delete(book)
  }
}
