import { pino } from 'pino'
import type { LogLevel } from '../domain/log.ts'
import { visible } from '../domain/visible.ts'
import type { Printer } from './printer.ts'

const words: Readonly<Record<LogLevel, 'error' | 'warn' | 'info' | 'debug'>> = {
  ERROR: 'error',
  WARNING: 'warn',
  INFO: 'info',
  DEBUG: 'debug',
}

/** Each line is an object with `level`, `time` (ISO 8601), `pid` and `msg`; `repeated` and `dropped` where they are not 0. */
export function createJsonPrinter(print: (line: string) => void): Printer {
  const logger = pino(
    // What is printed at all is decided elsewhere.
    { level: 'debug', base: { pid: process.pid }, timestamp: false, formatters: { level: (level) => ({ level }) } },
    { write: (line) => print(line.trimEnd()) },
  )
  return (level, text, { at = new Date().toISOString(), repeated = 0, dropped = 0 } = {}) => {
    const counts = { ...(repeated > 0 && { repeated }), ...(dropped > 0 && { dropped }) }
    // Whoever looks at it on a terminal is not to be commanded by it either.
    logger[words[level]]({ time: at, ...counts }, text.split(/\r?\n/).map(visible).join('\n'))
  }
}
