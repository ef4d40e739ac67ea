import { randomUUID } from 'node:crypto'
import type { Bus } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import { isAtLeast, type LogLevel } from '../domain/log.ts'
import type { Redactor } from '../domain/redaction.ts'
import { LogLimiter } from '../domain/logLimiter.ts'
import type { Printer } from './printer.ts'

const tellRepeatsMs = 1000

/** What the manager says of itself. */
export interface AppLog {
  say(level: LogLevel, text: string): void
  /** Logs an error that nobody expected, secrets masked, and returns the reference under which it stands there. */
  report(error: unknown): string
}

/** A log that goes through the bus, as every other line does: repeats counted, floods held back. */
export function createAppLog({ bus, clock, redactor }: { bus: Bus; clock: Clock; redactor: Redactor }): AppLog {
  const limiter = new LogLimiter(clock, (line) =>
    bus.publish('log', { at: clock.date().toISOString(), source: 'APP', outputId: null, inputId: null, ...line }),
  )
  let flushing = false
  const say = (level: LogLevel, text: string) => {
    limiter.push({ level, text: redactor.redact(text) })
    if (flushing) return
    flushing = true
    void clock.sleep(tellRepeatsMs).then(() => {
      flushing = false
      limiter.flush()
    })
  }
  return {
    say,
    report: (error) => {
      const reference = randomUUID().slice(0, 8)
      say('ERROR', `Unexpected error ${reference}: ${describe(error)}`)
      return reference
    },
  }
}

/** Prints every line of the manager itself that is of `level` or worse. Returns the way to end it. */
export function printAppLog(bus: Bus, level: LogLevel, print: Printer): () => void {
  return bus.subscribe('log', (entry) => {
    if (entry.source === 'APP' && isAtLeast(entry.level, level)) print(entry.level, entry.text, entry)
  })
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
