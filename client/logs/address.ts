import type { LogLevel, LogSource } from '../generated/graphql.ts'

/** Which lines are read. Without a field: any. */
export interface LogFilter {
  outputId?: string | undefined
  inputId?: string | undefined
  source?: LogSource | undefined
  /** This level and worse. */
  level?: LogLevel | undefined
  /** Text to find. */
  search?: string | undefined
}

/** Where reading begins; without both at the end. */
export interface LogPlace {
  /** Id of a line. */
  line?: string | undefined
  /** A moment, ISO 8601. */
  at?: string | undefined
}

/** The address of the page of logs that shows these lines, at a place. */
export function logAddress({ outputId, inputId, source, level, search, line, at }: LogFilter & LogPlace): string {
  const query = new URLSearchParams()
  const shownLevel = level === 'INFO' ? undefined : level
  const named = { output: outputId, input: inputId, source, level: shownLevel, q: search, line, at }
  for (const [name, value] of Object.entries(named)) if (value) query.set(name, value)
  return query.size === 0 ? '/logs' : `/logs?${query}`
}
