import { sizeOf } from './metrics.ts'

/** How much of what was seen is kept; the oldest goes first. */
export const retention = {
  /** Of each input, each output and each program. */
  logLines: 5000,
  incidents: 10_000,
  /** Of each input and each output. */
  timelineEntries: 500,
  metricsDays: sizeOf.THIRTY_DAYS.length / 86_400,
  stateHistoryDays: 30,
} as const

export type Retention = typeof retention
