import type { Clock } from './clock.ts'
import type { LogEntry } from './log.ts'

/** Lines of one source that pass in a second; a program in trouble can print 50,000. */
const linesPerSecond = 200
/** A program's run of the same line is told at least this often. */
const usualRepeatsMs = 1000

type Line = Pick<LogEntry, 'level' | 'text'>

/**
 * Stands between one program's lines and the bus: the same text again and again becomes one line with a count, and
 * what comes faster than can be read is counted instead of kept. `flush` from time to time tells a count that waits.
 */
export class LogLimiter {
  readonly #clock: Clock
  readonly #emit: (line: Line & Pick<LogEntry, 'repeated' | 'dropped'>) => void
  readonly #tellRepeatsMs: number
  #windowStart = Number.NEGATIVE_INFINITY
  #inWindow = 0
  #dropped = 0
  #last: Line | null = null
  #repeated = 0
  #repeatingSince = 0

  /** A run of the same line is told at least every `tellRepeatsMs`. */
  constructor(clock: Clock, emit: (line: Line & Pick<LogEntry, 'repeated' | 'dropped'>) => void, tellRepeatsMs = usualRepeatsMs) {
    this.#clock = clock
    this.#emit = emit
    this.#tellRepeatsMs = tellRepeatsMs
  }

  push(line: Line): void {
    if (this.#last !== null && this.#last.text === line.text && this.#last.level === line.level) {
      if (this.#repeated === 0) this.#repeatingSince = this.#clock.now()
      this.#repeated += 1
      if (this.#clock.now() - this.#repeatingSince >= this.#tellRepeatsMs) this.flush()
      return
    }
    this.flush()
    this.#last = line
    this.#pass(line, 0)
  }

  /** Tells the repeats that were counted so far. */
  flush(): void {
    if (this.#last === null || this.#repeated === 0) return
    const repeated = this.#repeated
    this.#repeated = 0
    this.#pass(this.#last, repeated - 1)
  }

  #pass(line: Line, repeated: number): void {
    const now = this.#clock.now()
    if (now - this.#windowStart >= 1000) {
      this.#windowStart = now
      this.#inWindow = 0
    }
    if (this.#inWindow >= linesPerSecond) {
      this.#dropped += repeated + 1
      return
    }
    this.#inWindow += 1
    this.#emit({ ...line, repeated, dropped: this.#dropped })
    this.#dropped = 0
  }
}
