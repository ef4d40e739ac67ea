import type { Stage, StageOptions } from './stage.ts'
import type { Kind, Place } from './places.ts'
import type { Trial } from './trial.ts'

/** One fault, and what must be seen of it. */
export interface Row {
  /** Of one word; `npm run faults -- NAME` does it alone. */
  name: string
  /** For people. */
  fault: string
  must: string
  /** Exactly so many must be opened; absent: any number, which is told. */
  incidents?: number
  /** Needs a stage that nobody else uses; absent: it may have the one of the row before. */
  own?: Omit<StageOptions, 'outputs'>
  /** Kinds of which it spoils an output each. */
  uses?: readonly Kind[]
  /** Which outputs may be disturbed beside those that it makes or uses; absent: none. */
  concerns?: (stage: Stage) => readonly Place[]
  /** Two faults at a time. */
  isPair?: boolean
  /** Why it cannot be done on this machine; null: it can. */
  impossible?: () => string | null
  run(trial: Trial): Promise<void>
}

/** Rows that belong together; `npm run faults -- NAME` does them. */
export interface Group {
  name: string
  title: string
  rows: readonly Row[]
}

/** What came of a row, as the table tells it. */
export interface Outcome {
  fault: string
  must: string
  /** `held`, `fell short`, `not run`. */
  verdict: 'held' | 'fell short' | 'not run'
  /** What fell short, or why it was not run. */
  short: string[]
  /** Times and figures. */
  times: string[]
  disturbed: string
  said: string
  incidents: string
  left: string
  /** ISO 8601. */
  at: string
  commit: string
  outputs: number
}
