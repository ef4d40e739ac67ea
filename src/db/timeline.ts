import type { BookedEntry, TimelineBook, TimelineEntry } from '../domain/timeline.ts'
import { retention } from '../domain/retention.ts'
import type { Engine } from './engine.ts'
import { TimelineEntryRow } from './timelineEntry.ts'

/** Entries kept of each input and each output. */
const kept = retention.timelineEntries
/** Of all together; the oldest go first, so many at once that it is seldom. */
const keptInAll = 50_000
const thinnedOut = 1000

/** What is to be different in the stored timelines. */
export interface TimelineChanges {
  /** To be added, ids growing. */
  entries: readonly BookedEntry[]
  /** Ids of entries that others take the place of. */
  replaced?: readonly string[]
  /** Timelines of what was deleted. */
  removed?: readonly TimelineBook[]
}

/** Timelines in the database: the newest 500 entries of each input and each output, 50,000 in all. Ids are given by the caller. */
export class TimelineStore {
  readonly #engine: Engine
  /** How many entries each has, or more: entries that were replaced are counted until the next start. */
  #counts = new Map<string, number>()
  #lastId = 0

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Before anything else. */
  async open(): Promise<void> {
    await this.#engine.read(async (em) => {
      const books = await em.execute('select book, count(*) as count, max(id) as last from timeline_entry group by book')
      for (const { book, count, last } of books) {
        this.#counts.set(book, Number(count))
        this.#lastId = Math.max(this.#lastId, Number(last))
      }
    })
  }

  /** The greatest id at the time of `open`. */
  get lastId(): number {
    return this.#lastId
  }

  get books(): string[] {
    return [...this.#counts.keys()]
  }

  /** One transaction. `isPatient`: waits for a lock that another program holds. */
  async write({ entries, replaced = [], removed = [] }: TimelineChanges, { isPatient = false } = {}): Promise<void> {
    let counts = this.#counts
    await this.#engine.transaction(
      async (em) => {
        counts = new Map(this.#counts)
        for (const book of removed) counts.delete(book)
        if (removed.length > 0) await em.nativeDelete(TimelineEntryRow, { book: { $in: [...removed] } })
        if (replaced.length > 0) await em.nativeDelete(TimelineEntryRow, { id: { $in: replaced.map(Number) } })
        if (entries.length > 0) {
          // Entries that are there already were written by an attempt whose success was never heard of.
          const rows = entries.map((entry) => TimelineEntryRow.of(entry))
          await em.qb(TimelineEntryRow).insert(rows).onConflict('id').ignore().execute()
        }
        for (const { book } of entries) counts.set(book, (counts.get(book) ?? 0) + 1)
        for (const book of new Set(entries.map((entry) => entry.book))) {
          if ((counts.get(book) ?? 0) <= kept) continue
          const last = 'select id from timeline_entry where book = ? order by id desc limit 1 offset ?'
          await em.execute(`delete from timeline_entry where book = ? and id <= (${last})`, [book, book, kept])
          counts.set(book, kept)
        }
        let total = 0
        for (const count of counts.values()) total += count
        if (total > keptInAll) {
          const last = 'select id from timeline_entry order by id desc limit 1 offset ?'
          await em.execute(`delete from timeline_entry where id <= (${last})`, [keptInAll - thinnedOut])
          counts = new Map()
          for (const { book, count } of await em.execute('select book, count(*) as count from timeline_entry group by book'))
            counts.set(book, Number(count))
        }
      },
      { isPatient },
    )
    this.#counts = counts
  }

  /** The newest with an id below `before`, newest first. One statement. */
  async read(book: TimelineBook, { before, limit }: { before: number | null; limit: number }): Promise<TimelineEntry[]> {
    const where = { book, ...(before === null ? {} : { id: { $lt: before } }) }
    return this.#engine.read(async (em) => {
      const rows = await em.find(TimelineEntryRow, where, { orderBy: { id: 'desc' }, limit })
      return rows.map((row) => row.toEntry())
    })
  }
}
