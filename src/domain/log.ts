/** How bad a line is. As an argument: this level and worse. */
export const logLevels = ['ERROR', 'WARNING', 'INFO', 'DEBUG'] as const
export type LogLevel = (typeof logLevels)[number]

export const logSources = ['OUTPUT', 'INPUT', 'MEDIAMTX', 'APP'] as const
export type LogSource = (typeof logSources)[number]

/** A line as it enters the log book: already redacted. */
export interface LogEntry {
  /** ISO 8601. */
  at: string
  level: LogLevel
  source: LogSource
  outputId: string | null
  inputId: string | null
  text: string
  /** How many more times the same text came right after; 0 for a line that came once. */
  repeated: number
  /** Lines lost just before this one, because more came than are kept per second. */
  dropped: number
}

/** A line in the log book. Its id grows with every line, over restarts too. */
export interface LogLine extends LogEntry {
  id: string
}

/** Whether `level` is `threshold` or worse. */
export function isAtLeast(level: LogLevel, threshold: LogLevel): boolean {
  return logLevels.indexOf(level) <= logLevels.indexOf(threshold)
}

/** `threshold` and all that is worse. */
export function levelsFrom(threshold: LogLevel): LogLevel[] {
  return logLevels.slice(0, logLevels.indexOf(threshold) + 1)
}

/** Whose lines are counted together where only so many are kept: one output's, one input's, one component's. */
export function bookOf({ source, outputId, inputId }: Pick<LogEntry, 'source' | 'outputId' | 'inputId'>): string {
  if (outputId !== null) return `output:${outputId}`
  return inputId === null ? source : `input:${inputId}`
}
