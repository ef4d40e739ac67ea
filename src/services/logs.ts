import type { Bus } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import { NotFoundError } from '../domain/errors.ts'
import { bookOf, isAtLeast, levelsFrom } from '../domain/log.ts'
import type { LogEntry, LogLine } from '../domain/log.ts'
import { visibleLines } from '../domain/visible.ts'
import type { LogStore, StoredLogQuery } from '../db/logs.ts'
import { LogWriter } from './logWriter.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { type Audience, Hub } from './memory/hub.ts'
import { LogReader } from './memory/logReader.ts'
import type { LogStretch } from './memory/logReader.ts'
import { Tail } from './memory/tail.ts'
import { readable } from './readable.ts'
import { readId } from './readId.ts'
import type { LogFilter, LogService } from './services.ts'

/** Lines that a reader may be behind before it loses the oldest. */
const longestBacklog = 1000

/** Characters of a line. Programs in trouble print long ones, and hostile peers let them. */
const longestText = 1000
/** Of ours, which have the way to a mistake in them. */
const longestOwnText = 4000

/** Stored lines that a reader who is behind is given at once. */
const stretchLength = 1000

export interface LogParts {
  bus: Bus
  clock: Clock
  catalogue: Catalogue
  store: LogStore
  /** Hears when lines cannot be stored for some time, with the error, and null when they can again. */
  onTrouble: (error: unknown) => void
  /** Hears why one is left out for ever. */
  onRefused: (error: unknown) => void
}

/** A reader who is not yet where lines arrive. */
interface Behind {
  filter: LogFilter
  /** Lines that came since it began and that it was not given yet. */
  missing: number
}

type Found = LogFilter & { until?: string | null }

/** The log: every line that the bus carries, in memory at once and in the database soon; and those who read along. */
export class Logs implements LogService {
  readonly #catalogue: Catalogue
  readonly #store: LogStore
  readonly #hub = new Hub<LogLine>(longestBacklog)
  readonly #behind = new Set<Behind>()
  readonly #tail: Tail
  readonly #writer: LogWriter
  #lastId: number

  constructor({ bus, clock, catalogue, store, onTrouble, onRefused }: LogParts) {
    this.#catalogue = catalogue
    this.#store = store
    this.#lastId = store.lastId
    this.#tail = new Tail(store.lastId)
    this.#writer = new LogWriter({ store, clock, tail: this.#tail, onTrouble, onRefused })
    bus.subscribe('log', (entry) => this.#add(entry))
    bus.subscribe('outputGone', ({ id }) => {
      if (!this.#catalogue.output(id)) this.#writer.remove(`output:${id}`)
    })
    bus.subscribe('inputGone', ({ id }) => {
      if (!this.#catalogue.input(id)) this.#writer.remove(`input:${id}`)
    })
  }

  /** Once the catalogue is loaded: lines of what was deleted while nobody looked are deleted too. */
  start(): void {
    for (const book of this.#store.books) {
      if (book.includes(':') && !this.#catalogue.has(book)) this.#writer.remove(book)
    }
    this.#writer.start()
  }

  /** Of those who are where lines arrive. */
  get audience(): Audience {
    return this.#hub
  }

  async page({ first, before, until, ...filter }: LogFilter & { first: number; before?: string | null; until?: Date | null }) {
    const end = readId(before, 'before', 'a log line')
    const found = { ...filter, until: until?.toISOString() }
    const lines = await this.#newest(found, end === null ? this.#lastId : end - 1, first + 1)
    return { lines: lines.slice(-first), hasOlder: lines.length > first }
  }

  follow({ after, last, ...filter }: LogFilter & { after?: string | null; last: number }): AsyncIterableIterator<LogLine> {
    if (filter.outputId && !this.#catalogue.output(filter.outputId))
      throw new NotFoundError(filter.outputId, `There is no output ${filter.outputId}`)
    if (filter.inputId && !this.#catalogue.input(filter.inputId))
      throw new NotFoundError(filter.inputId, `There is no input ${filter.inputId}`)
    const begin = readId(after, 'after', 'a log line')
    const now = this.#lastId
    const upTo = begin ?? now
    const behind: Behind = { filter, missing: 0 }
    this.#behind.add(behind)
    return new LogReader({
      begin: async () => ({ upTo, lines: begin === null && last > 0 ? await this.#newest(filter, upTo, last) : [] }),
      more: async (id) => {
        const stretch = await this.#storedAfter(filter, id)
        behind.missing -= stretch.lines.filter((line) => Number(line.id) > now).length
        return stretch
      },
      onEnd: () => this.#behind.delete(behind),
      live: (id) => {
        if (id < this.#tail.floor) return null
        this.#behind.delete(behind)
        const first = this.#tail.after(id).filter((line) => fits(line, filter))
        return this.#hub.follow({
          first,
          // The database keeps so many lines only: a reader may be too slow for that too.
          lost: Math.max(0, behind.missing - first.length),
          accepts: (line) => fits(line, filter),
          afterLoss: (line, lost) => ({ ...line, dropped: line.dropped + lost }),
        })
      },
    })
  }

  /** Resolves when every line is stored, if the database takes them. */
  async close(): Promise<void> {
    this.#hub.close()
    await this.#writer.close(this.#lastId)
  }

  #add(entry: LogEntry): void {
    // A late word about what was deleted would begin a book that nobody deletes.
    if (!this.#isKnown(entry)) return
    const text = shortened(visibleLines(entry.text), entry.source === 'APP' ? longestOwnText : longestText)
    const line = this.#tail.add({ ...entry, text, id: String(++this.#lastId) })
    this.#writer.added()
    for (const reader of this.#behind) if (fits(line, reader.filter)) reader.missing++
    this.#hub.publish(line)
  }

  #isKnown({ outputId, inputId }: LogEntry): boolean {
    if (outputId !== null) return this.#catalogue.output(outputId) !== null
    return inputId === null || this.#catalogue.input(inputId) !== null
  }

  /** The newest `limit` lines up to an id, oldest first: what waits from memory, the rest from the database. */
  async #newest(found: Found, upTo: number, limit: number): Promise<LogLine[]> {
    const { storedUpTo } = this.#tail
    const inMemory = (after: number) =>
      this.#tail
        .after(after)
        .filter((line) => Number(line.id) <= upTo && fits(line, found) && (!found.until || line.at <= found.until))
    const waiting = inMemory(storedUpTo).slice(-limit)
    if (waiting.length === limit) return waiting
    try {
      const range = { after: 0, upTo: Math.min(upTo, storedUpTo), limit: limit - waiting.length }
      const stored = await this.#read(found, { ...range, order: 'NEWEST_FIRST' })
      return [...this.#present(stored.reverse()), ...waiting]
    } catch {
      // Where the database fails the log is needed most.
      return inMemory(0).slice(-limit)
    }
  }

  async #storedAfter(filter: LogFilter, after: number): Promise<LogStretch> {
    const upTo = this.#tail.storedUpTo
    const range = { after, upTo, limit: stretchLength, order: 'OLDEST_FIRST' } as const
    const lines = await readable('Earlier lines', this.#read(filter, range))
    const last = lines.at(-1)
    return { lines: this.#present(lines), upTo: lines.length === stretchLength && last ? Number(last.id) : upTo }
  }

  /** Without those that are about to be deleted. */
  #present(lines: readonly LogLine[]): LogLine[] {
    return lines.filter((line) => !this.#writer.isRemoved(bookOf(line)))
  }

  async #read(
    { outputId, inputId, source, level, search, until }: Found,
    range: Pick<StoredLogQuery, 'after' | 'upTo' | 'limit' | 'order'>,
  ): Promise<LogLine[]> {
    // No line is so long, and SQLite refuses to look for what is.
    if (search && search.length > longestOwnText) return []
    const levels = level && level !== 'DEBUG' ? levelsFrom(level) : null
    return this.#store.read({ outputId, inputId, source, levels, search, until, ...range })
  }
}

function fits(line: LogLine, { outputId, inputId, source, level, search }: LogFilter): boolean {
  return (
    (!outputId || line.outputId === outputId) &&
    (!inputId || line.inputId === inputId) &&
    (!source || line.source === source) &&
    (!level || isAtLeast(line.level, level)) &&
    holds(line, search)
  )
}

/** As the database finds text: without regard to the case of the letters A to Z. */
function holds({ text }: LogLine, search: string | null | undefined): boolean {
  return !search || withoutCase(text).includes(withoutCase(search))
}

/** Cut only here, behind the redaction: half a secret is none that it knows. */
function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`
}

function withoutCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
