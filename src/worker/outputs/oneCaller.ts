import { parseListenerLine, sayRefused } from '../../domain/programs/callerLog.ts'
import type { Clock } from '../../domain/clock.ts'
import type { LogLevel } from '../../domain/log.ts'

/** FFmpeg tries ten times a second, and says only when it fails: between two callers that is no wonder for a moment. */
const quietMs = 700
const failsForMs = 1000

/**
 * The one caller of an FFmpeg that listens: whether it is there, and what it got. FFmpeg says the one in its log, and of
 * the other only how much it made, which counts while somebody takes it.
 */
export class OneCaller {
  readonly #clock: Clock
  readonly #log: (level: LogLevel, text: string) => void
  readonly #onChange: () => void
  /** Monotonic milliseconds. */
  #joinedAt: number | null = null
  /** The first and the last of a row of failures to listen, monotonic milliseconds. */
  #failing: { since: number; last: number } | null = null
  #madeBytes = 0
  #sentBytes = 0

  constructor(clock: Clock, log: (level: LogLevel, text: string) => void, onChange: () => void) {
    this.#clock = clock
    this.#log = log
    this.#onChange = onChange
  }

  get count(): 0 | 1 {
    return this.#joinedAt === null ? 0 : 1
  }

  get sentBytes(): number {
    return this.#sentBytes
  }

  /** For how long somebody has been there; null: nobody is. */
  get hasLastedMs(): number | null {
    return this.#joinedAt === null ? null : this.#clock.now() - this.#joinedAt
  }

  /** Null: it failed just now, but perhaps not for long. */
  get canListen(): boolean | null {
    if (this.#failing === null || this.#clock.now() - this.#failing.last > quietMs) return true
    return this.#failing.last - this.#failing.since >= failsForMs ? false : null
  }

  hear(text: string): void {
    const event = parseListenerLine(text)
    if (event?.kind === 'joined') this.#join()
    else if (event?.kind === 'left') this.#leave()
    else if (event?.kind === 'cannotListen') this.#fail(this.#clock.now())
    else if (event?.kind === 'refused') {
      const { level, text: said } = sayRefused(null, event.refusal)
      this.#log(level, said)
    }
  }

  /** What FFmpeg has made so far. */
  progress(madeBytes: number): void {
    if (this.#joinedAt !== null) this.#sentBytes += Math.max(0, madeBytes - this.#madeBytes)
    this.#madeBytes = madeBytes
  }

  #fail(now: number): void {
    const inRow = this.#failing !== null && now - this.#failing.last <= quietMs
    this.#failing = { since: inRow ? this.#failing!.since : now, last: now }
  }

  #join(): void {
    this.#joinedAt = this.#clock.now()
    this.#failing = null
    this.#log('INFO', 'A caller receives. This port serves one at a time: others get no answer until it leaves')
    this.#onChange()
  }

  #leave(): void {
    if (this.#joinedAt === null) return
    this.#joinedAt = null
    this.#log('INFO', 'The caller left; the next one may come')
    this.#onChange()
  }
}
