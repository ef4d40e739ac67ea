import type { Bus } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import { InvalidValueError, NotFoundError } from '../domain/errors.ts'
import { isAtLeast, logSources } from '../domain/log.ts'
import type { LogEntry, LogLine, LogSource } from '../domain/log.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { Hub } from './memory/hub.ts'
import { Ring } from './memory/ring.ts'
import type { LogFilter, LogService } from './services.ts'

/** Lines kept of each source, each output and each input. */
const kept = 2000

/** Lines that a reader may be behind before it loses the oldest. */
const longestBacklog = 1000

/** The newest lines, in memory, and those who read along. */
export class Logs implements LogService {
  readonly #catalogue: Catalogue
  readonly #hub = new Hub<LogLine>(longestBacklog)
  readonly #bySource = new Map<LogSource, Ring<LogLine>>()
  readonly #byOutput = new Map<string, Ring<LogLine>>()
  readonly #byInput = new Map<string, Ring<LogLine>>()
  #lastId: number

  constructor({ bus, clock, catalogue }: { bus: Bus; clock: Clock; catalogue: Catalogue }) {
    this.#catalogue = catalogue
    // Microseconds: ids go on growing over a restart, unless more than a line per microsecond was written before it.
    this.#lastId = clock.date().getTime() * 1000
    bus.subscribe('log', (entry) => this.#add(entry))
    bus.subscribe('outputGone', ({ id }) => {
      if (!this.#catalogue.output(id)) this.#byOutput.delete(id)
    })
    bus.subscribe('inputGone', ({ id }) => {
      if (!this.#catalogue.input(id)) this.#byInput.delete(id)
    })
  }

  page({ search, first, before, ...filter }: LogFilter & { search?: string | null; first: number; before?: string | null }): {
    lines: LogLine[]
    hasOlder: boolean
  } {
    const end = readId(before, 'before') ?? Infinity
    const word = search?.toLowerCase() ?? ''
    const lines: LogLine[] = []
    for (const line of this.#newestFirst(filter)) {
      if (Number(line.id) >= end || !(word === '' || line.text.toLowerCase().includes(word))) continue
      if (lines.length === first) return { lines: lines.reverse(), hasOlder: true }
      lines.push(line)
    }
    return { lines: lines.reverse(), hasOlder: false }
  }

  follow({ after, last, ...filter }: LogFilter & { after?: string | null; last: number }): AsyncIterableIterator<LogLine> {
    if (filter.outputId && !this.#catalogue.output(filter.outputId) && !this.#byOutput.has(filter.outputId)) {
      throw new NotFoundError(filter.outputId, `There is no output ${filter.outputId}`)
    }
    if (filter.inputId && !this.#catalogue.input(filter.inputId) && !this.#byInput.has(filter.inputId)) {
      throw new NotFoundError(filter.inputId, `There is no input ${filter.inputId}`)
    }
    const begin = readId(after, 'after')
    const replay: LogLine[] = []
    for (const line of this.#newestFirst(filter)) {
      if (begin === null ? replay.length >= last : Number(line.id) <= begin) break
      replay.push(line)
    }
    return this.#hub.follow({
      first: replay.reverse(),
      accepts: (line) => fits(line, filter),
      afterLoss: (line, lost) => ({ ...line, dropped: line.dropped + lost }),
    })
  }

  close(): void {
    this.#hub.close()
  }

  #add(entry: LogEntry): void {
    const line = { ...entry, id: String(++this.#lastId) }
    ringOf(this.#bySource, line.source).push(line)
    if (line.outputId !== null) ringOf(this.#byOutput, line.outputId).push(line)
    if (line.inputId !== null) ringOf(this.#byInput, line.inputId).push(line)
    this.#hub.publish(line)
  }

  #newestFirst(filter: LogFilter): Iterable<LogLine> {
    return this.#ringFor(filter).filter((line) => fits(line, filter))
  }

  /** The ring that holds most of what is asked for. */
  #ringFor({ outputId, inputId, source }: LogFilter): IteratorObject<LogLine, unknown> {
    const ring = outputId
      ? this.#byOutput.get(outputId)
      : inputId
        ? this.#byInput.get(inputId)
        : source && this.#bySource.get(source)
    if (ring) return ring.newestFirst()
    if (outputId || inputId || source) return Iterator.from([])
    const all = logSources.flatMap((name) => [...(this.#bySource.get(name)?.newestFirst() ?? [])])
    return all.sort((a, b) => Number(b.id) - Number(a.id)).values()
  }
}

function fits(line: LogLine, { outputId, inputId, source, level }: LogFilter): boolean {
  return (
    (!outputId || line.outputId === outputId) &&
    (!inputId || line.inputId === inputId) &&
    (!source || line.source === source) &&
    (!level || isAtLeast(line.level, level))
  )
}

function ringOf<Key>(rings: Map<Key, Ring<LogLine>>, key: Key): Ring<LogLine> {
  const ring = rings.get(key) ?? new Ring<LogLine>(kept)
  rings.set(key, ring)
  return ring
}

/** Throws InvalidValueError. */
function readId(text: string | null | undefined, field: string): number | null {
  if (text === null || text === undefined) return null
  if (!/^\d{1,16}$/.test(text)) throw new InvalidValueError(field, 'The id of a log line is a whole number')
  return Number(text)
}
