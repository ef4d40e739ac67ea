import type { DatabaseUse } from '../db/engine.ts'
import type { System } from '../domain/events.ts'
import type { FailureCode } from '../domain/failure.ts'
import type { HistogramReading } from '../domain/histogram.ts'
import type { InputRates } from '../domain/input.ts'
import type { OutputRates, Protocol } from '../domain/output.ts'
import type { InputState, OutputState } from '../domain/states.ts'
import type { Beginning } from './waysToLive.ts'

/** One input or output at one moment. */
interface Reading<State> {
  id: string
  /** Without secrets and control characters. */
  name: string
  isWanted: boolean
  state: State
  /** Since it was made, or since the start of the server. */
  failures: ReadonlyMap<FailureCode, number>
}

export interface InputReading extends Reading<InputState> {
  rates: InputRates
}

export interface OutputReading extends Reading<OutputState> {
  inputId: string
  protocol: Protocol
  rates: OutputRates
  restarts: number
  /** Failed in a row. */
  attempt: number
}

/** Followers of one kind of events. */
export interface AudienceReading {
  topic: string
  readers: number
  dropped: number
}

/** Everything that is watched, at one moment. Times are in seconds. */
export interface Readings {
  inputs: InputReading[]
  outputs: OutputReading[]
  toLive: { beginning: Beginning; protocol: Protocol; seconds: HistogramReading }[]
  audiences: AudienceReading[]
  system: System
  /** Times that MediaMTX was away and came back. */
  mediamtxReturns: number
  openIncidents: number
  database: Readonly<Record<DatabaseUse, HistogramReading>>
  /** How much later than asked for a timer came. */
  lag: HistogramReading
}
