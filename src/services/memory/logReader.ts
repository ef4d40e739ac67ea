import type { LogLine } from '../../domain/log.ts'

/** Lines, and the id up to which there are no others. */
export interface LogStretch {
  lines: LogLine[]
  upTo: number
}

export interface LogReaderParts {
  /** Where reading begins. */
  begin: () => Promise<LogStretch>
  /** What is stored after an id; oldest first, not necessarily all. */
  more: (after: number) => Promise<LogStretch>
  /** What memory has after an id, and then what comes; null when memory does not reach back so far. */
  live: (after: number) => AsyncIterableIterator<LogLine> | null
  /** Called when the reader ends before it came to what is live. */
  onEnd: () => void
}

/**
 * One reader's way through the log: stretches of stored lines at its own pace, and once it has come to what is in memory
 * along with what comes. Nothing is kept for it before that, however far behind it is.
 */
export class LogReader implements AsyncIterableIterator<LogLine> {
  readonly #parts: LogReaderParts
  #ready: LogLine[] = []
  #given = 0
  #upTo: number | null = null
  #live: AsyncIterableIterator<LogLine> | null = null
  #ended = false
  #turn: Promise<unknown> = Promise.resolve()

  constructor(parts: LogReaderParts) {
    this.#parts = parts
  }

  next(): Promise<IteratorResult<LogLine>> {
    if (this.#live) return this.#live.next()
    const result = this.#turn.then(() => this.#step())
    this.#turn = result.catch(() => {})
    return result
  }

  async return(): Promise<IteratorResult<LogLine>> {
    this.#ended = true
    if (!this.#live) this.#parts.onEnd()
    await this.#live?.return?.()
    return { done: true, value: undefined }
  }

  async throw(error: unknown): Promise<IteratorResult<LogLine>> {
    await this.return()
    throw error
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** Who fails to read gets nothing more, and does not come back to end it. */
  async #stretch(): Promise<LogStretch> {
    try {
      return await (this.#upTo === null ? this.#parts.begin() : this.#parts.more(this.#upTo))
    } catch (error) {
      this.#ended = true
      this.#parts.onEnd()
      throw error
    }
  }

  async #step(): Promise<IteratorResult<LogLine>> {
    for (;;) {
      if (this.#ended) return { done: true, value: undefined }
      if (this.#live) return this.#live.next()
      const line = this.#ready[this.#given++]
      if (line) return { done: false, value: line }
      if (this.#upTo !== null) this.#live = this.#parts.live(this.#upTo)
      if (this.#live) continue
      const { lines, upTo } = await this.#stretch()
      this.#ready = lines
      this.#given = 0
      this.#upTo = upTo
    }
  }
}
