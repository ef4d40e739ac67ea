import type { Bus } from '../../domain/bus.ts'
import type { Clock } from '../../domain/clock.ts'
import type { LogLevel } from '../../domain/log.ts'
import type { Redactor } from '../../domain/redaction.ts'
import { LogLimiter } from '../../domain/logLimiter.ts'
import { visible } from '../../domain/visible.ts'

/** Lines about MediaMTX and about inputs, on their way to the bus: redacted, repeats counted, floods held back. */
export class IngestLog {
  readonly #bus: Bus
  readonly #clock: Clock
  readonly #redactor: Redactor
  /** By input id; null: MediaMTX itself. */
  readonly #limiters = new Map<string | null, LogLimiter>()

  constructor(bus: Bus, clock: Clock, redactor: Redactor) {
    this.#bus = bus
    this.#clock = clock
    this.#redactor = redactor
  }

  /** Of MediaMTX when `inputId` is null, else of that input. */
  say(inputId: string | null, level: LogLevel, text: string): void {
    let limiter = this.#limiters.get(inputId)
    if (!limiter) {
      const origin = { source: inputId === null ? 'MEDIAMTX' : 'INPUT', inputId, outputId: null } as const
      limiter = new LogLimiter(this.#clock, (line) =>
        this.#bus.publish('log', { at: this.#clock.date().toISOString(), ...origin, ...line }),
      )
      this.#limiters.set(inputId, limiter)
    }
    limiter.push({ level, text: visible(this.#redactor.redact(text)) })
  }

  /** Tells the repeats counted so far; to be called from time to time. */
  flush(): void {
    for (const limiter of this.#limiters.values()) limiter.flush()
  }

  forget(inputId: string): void {
    this.#limiters.get(inputId)?.flush()
    this.#limiters.delete(inputId)
  }
}
