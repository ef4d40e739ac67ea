import type { Clock } from '../../domain/clock.ts'
import type { Cause } from '../../domain/failure.ts'
import type { LogLevel } from '../../domain/log.ts'
import { LogLimiter } from '../../domain/logLimiter.ts'

/** How often the log tells of attempts that fail as the ones before did. */
const tellRepeatsMs = 10 * 60_000

type Say = (level: LogLevel, text: string, counts: { repeated: number; dropped: number }) => void

/** Tells the log of attempts that end before a sender is started, which else has lines of its own. */
export class AttemptLog {
  readonly #clock: Clock
  readonly #say: Say
  #limiter: LogLimiter | null = null

  constructor(clock: Clock, say: Say) {
    this.#clock = clock
    this.#say = say
  }

  /** Of a run of the same cause the first one is told, and from time to time how many more there were. */
  failed({ message, evidence }: Cause): void {
    this.#limiter ??= new LogLimiter(this.#clock, ({ level, text, ...counts }) => this.#say(level, text, counts), tellRepeatsMs)
    const shown = evidence === null ? '' : ` (${evidence})`
    this.#limiter.push({ level: 'ERROR', text: `FFmpeg was not started: ${message}${shown}` })
  }

  /** It is well, or nobody asks for it: what comes next is a new story. */
  end(): void {
    this.#limiter?.flush()
    this.#limiter = null
  }
}
