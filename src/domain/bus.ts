import type { InputFact, InputRates } from './input.ts'
import type { LogEntry } from './log.ts'
import type { OutputFact, OutputRates } from './output.ts'
import type { StillFact } from './still.ts'

/** Health of a program that we depend on. Plain JSON. */
export interface ComponentFact {
  healthy: boolean
  version: string | null
  /** What is wrong, or how it runs, in words. */
  detail: string | null
  /** ISO 8601: since when it is healthy, or unhealthy. */
  since: string | null
  /** Of FFmpeg: see Component in the API. Absent: not known. */
  protocols?: readonly string[]
}

/** All rates at one moment: one message per second. */
export interface RatesFact {
  /** ISO 8601. */
  at: string
  inputs: InputRates[]
  outputs: OutputRates[]
}

/** Every event on the bus and what it carries. Plain JSON data only: it may pass a network one day. */
export interface EventMap {
  inputFact: InputFact
  outputFact: OutputFact
  /** What an id that left the assignments had is gone: its processes have exited. */
  inputGone: { id: string }
  outputGone: { id: string }
  rates: RatesFact
  still: StillFact
  componentFact: { component: 'mediamtx' | 'ffmpeg'; fact: ComponentFact }
  log: LogEntry
}

export type Topic = keyof EventMap

/** Carries facts from the worker to whoever listens. A handler that throws disturbs nobody. */
export interface Bus {
  publish<T extends Topic>(topic: T, data: EventMap[T]): void
  /** Returns the way to end it. */
  subscribe<T extends Topic>(topic: T, handler: (data: EventMap[T]) => void): () => void
}
