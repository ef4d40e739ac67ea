import type { Clock } from '../domain/clock.ts'
import type { BookedEntry, TimelineBook, TimelineEntry } from '../domain/timeline.ts'
import type { TimelineStore } from '../db/timeline.ts'
import { readable } from './readable.ts'
import { Saver } from './saver.ts'
import { storeSparing } from './sparing.ts'

const writeEveryMs = 2000
const entriesAtOnce = 500
/** Entries that wait while the database takes nothing; beyond these the oldest are lost. */
const mostUnsaved = 5000

export interface TimelineWriterParts {
  store: TimelineStore
  clock: Clock
  /** Hears when entries cannot be stored for some time, with the error, and null when they can again. */
  onTrouble: (error: unknown) => void
  /** Hears why one is left out for ever. */
  onRefused: (error: unknown) => void
}

/** What a reading of the database may miss: it may be stored by the time that this ends. */
interface Reading {
  added: Map<string, BookedEntry>
  replaced: Set<string>
}

/** Carries timelines from memory to the database, every two seconds; one that was replaced meanwhile is never stored. */
export class TimelineWriter {
  readonly #store: TimelineStore
  readonly #saver: Saver
  readonly #onRefused: (error: unknown) => void
  /** By id, oldest first. */
  readonly #unsaved = new Map<string, BookedEntry>()
  /** Stored, or on its way there. */
  readonly #replaced = new Set<string>()
  #onItsWay: ReadonlySet<string> = new Set()
  readonly #removed = new Set<TimelineBook>()
  /** Readings of the database that have not ended. */
  readonly #readings = new Set<Reading>()

  constructor({ store, clock, onTrouble, onRefused }: TimelineWriterParts) {
    this.#store = store
    this.#onRefused = onRefused
    this.#saver = new Saver({ clock, everyMs: writeEveryMs, save: (isPatient) => this.#write(isPatient), onTrouble })
  }

  start(): void {
    this.#saver.start()
  }

  add(entry: BookedEntry): void {
    this.#unsaved.set(entry.id, entry)
    for (const { added } of this.#readings) added.set(entry.id, entry)
    if (this.#unsaved.size <= mostUnsaved) return
    for (const id of this.#unsaved.keys()) return void this.#unsaved.delete(id)
  }

  /** An entry that others take the place of. */
  replace(id: string): void {
    if (!this.#unsaved.delete(id) || this.#onItsWay.has(id)) this.#replaced.add(id)
    for (const { replaced } of this.#readings) replaced.add(id)
  }

  /** Of what was deleted. */
  remove(book: TimelineBook): void {
    this.#removed.add(book)
    for (const [id, entry] of this.#unsaved) if (entry.book === book) this.#unsaved.delete(id)
  }

  /** The newest below `before`, newest first. Throws StorageError. */
  async read(book: TimelineBook, { before, limit }: { before: number | null; limit: number }): Promise<TimelineEntry[]> {
    const found = new Map<string, TimelineEntry>()
    const reading: Reading = { added: new Map(this.#unsaved), replaced: new Set(this.#replaced) }
    this.#readings.add(reading)
    const more = limit + this.#replaced.size
    try {
      for (const entry of await readable('Earlier events', this.#store.read(book, { before, limit: more })))
        found.set(entry.id, entry)
    } finally {
      this.#readings.delete(reading)
    }
    for (const { book: whose, ...entry } of reading.added.values())
      if (whose === book && (before === null || Number(entry.id) < before)) found.set(entry.id, entry)
    for (const id of reading.replaced) found.delete(id)
    return [...found.values()].sort((one, other) => Number(other.id) - Number(one.id)).slice(0, limit)
  }

  /** Stores what waits, however long the database takes. */
  async close(): Promise<void> {
    await this.#saver.close()
  }

  async #write(isPatient: boolean): Promise<void> {
    const [replaced, removed] = [[...this.#replaced], [...this.#removed]]
    while (this.#unsaved.size > 0 || replaced.length > 0 || removed.length > 0) {
      const entries = [...this.#unsaved.values()].slice(0, entriesAtOnce)
      this.#onItsWay = new Set(entries.map(({ id }) => id))
      try {
        const write = (some: readonly BookedEntry[]) => this.#store.write({ entries: some, replaced, removed }, { isPatient })
        await storeSparing(entries, write, this.#onRefused)
      } finally {
        this.#onItsWay = new Set()
      }
      for (const entry of entries) if (this.#unsaved.get(entry.id) === entry) this.#unsaved.delete(entry.id)
      for (const id of replaced.splice(0)) this.#replaced.delete(id)
      for (const book of removed.splice(0)) this.#removed.delete(book)
    }
  }
}
