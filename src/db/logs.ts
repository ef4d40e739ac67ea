import { bookOf } from '../domain/log.ts'
import type { LogLevel, LogLine, LogSource } from '../domain/log.ts'
import { retention } from '../domain/retention.ts'
import type { Engine } from './engine.ts'
import { insertion, lineOf, LogCounterRow, LogLineRow, valuesOf } from './logLine.ts'
import type { StoredLine } from './logLine.ts'
import { storable } from './storable.ts'

/** Lines kept of each book. */
const kept = retention.logLines

/** So many ids are set aside at once: a crash skips some, and never gives one twice. */
const reservation = 10_000_000
const counterId = 1

export interface StoredLogQuery {
  outputId?: string | null
  inputId?: string | null
  source?: LogSource | null
  /** Any of these. */
  levels?: readonly LogLevel[] | null
  /** Text to find, without regard to the case of letters. */
  search?: string | null
  /** Said at this moment or before, ISO 8601. */
  until?: string | null
  /** Ids above this. */
  after: number
  /** Ids up to this. */
  upTo: number
  order: 'NEWEST_FIRST' | 'OLDEST_FIRST'
  limit: number
}

/**
 * Lines of the log in the database: the newest 5000 of each output, each input and each component. Ids are given by the
 * caller, in growing order.
 */
export class LogStore {
  readonly #engine: Engine
  /** How many lines each book has. */
  #counts = new Map<string, number>()
  #lastId = 0
  #reserved = 0

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Before anything else. */
  async open(): Promise<void> {
    await this.#engine.read(async (em) => {
      for (const { book, count } of await em.execute('select book, count(*) as count from log_line group by book'))
        this.#counts.set(book, Number(count))
      const counter = await em.findOne(LogCounterRow, counterId)
      this.#lastId = counter?.reserved ?? 0
    })
    await this.#reserve(this.#lastId + reservation)
  }

  /** No line before this start had a greater id. */
  get lastId(): number {
    return this.#lastId
  }

  get books(): string[] {
    return [...this.#counts.keys()]
  }

  /**
   * One transaction: forgets the books in `removed`, adds the lines, drops the oldest of books that are full. `isPatient`: waits
   * for a lock that another program holds.
   */
  async write(lines: readonly LogLine[], removed: readonly string[] = [], { isPatient = false } = {}): Promise<void> {
    let counts = this.#counts
    const newest = Number(lines.at(-1)?.id ?? 0)
    const reserved = newest > this.#reserved - reservation / 2 ? newest + reservation : this.#reserved
    await this.#engine.transaction(
      async (em) => {
        counts = new Map(this.#counts)
        for (const book of removed) counts.delete(book)
        if (removed.length > 0) await em.nativeDelete(LogLineRow, { book: { $in: [...removed] } })
        if (lines.length > 0) {
          await em.execute(insertion(lines.length), lines.flatMap(valuesOf))
        }
        for (const line of lines) counts.set(bookOf(line), (counts.get(bookOf(line)) ?? 0) + 1)
        for (const book of new Set(lines.map((line) => bookOf(line)))) {
          const surplus = (counts.get(book) ?? 0) - kept
          if (surplus <= 0) continue
          const oldest = 'select id from log_line where book = ? order by id limit ?'
          await em.execute(`delete from log_line where id in (${oldest})`, [book, surplus])
          counts.set(book, kept)
        }
        if (reserved !== this.#reserved) await em.upsert(LogCounterRow, { id: counterId, reserved })
      },
      { isPatient },
    )
    this.#reserved = reserved
    this.#counts = counts
  }

  /** One statement. */
  async read({
    outputId,
    inputId,
    source,
    levels,
    search,
    until,
    after,
    upTo,
    order,
    limit,
  }: StoredLogQuery): Promise<LogLine[]> {
    return this.#engine.read(async (em) => {
      const query = em.qb(LogLineRow).select('*')
      query.where({ id: { $gt: after, $lte: upTo } })
      if (outputId) query.andWhere({ book: bookOf({ source: 'OUTPUT', outputId, inputId: null }) })
      if (inputId) query.andWhere({ inputId: Number(inputId) })
      if (source) query.andWhere({ source })
      if (levels) query.andWhere({ level: { $in: [...levels] } })
      if (until) query.andWhere({ at: { $lte: until } })
      if (search)
        query.andWhere(`${this.#engine.lowered('text')} like ${this.#engine.lowered('?')} escape '!'`, [
          `%${storable(search).replace(/[!%_]/g, '!$&')}%`,
        ])
      const rows = await query
        .orderBy({ id: order === 'NEWEST_FIRST' ? 'desc' : 'asc' })
        .limit(limit)
        // A thousand entities would take the processor for as long as all else that an answer needs.
        .execute<StoredLine[]>('all', false)
      return rows.map(lineOf)
    })
  }

  /** After the last `write`: no line had a greater id than `lastId`. */
  async close(lastId: number): Promise<void> {
    await this.#reserve(lastId)
  }

  async #reserve(reserved: number): Promise<void> {
    await this.#engine.transaction((em) => em.upsert(LogCounterRow, { id: counterId, reserved }))
    this.#reserved = reserved
  }
}
