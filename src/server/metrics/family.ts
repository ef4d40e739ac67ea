import type { HistogramReading } from '../../domain/histogram.ts'
import type { Readings } from '../../services/readings.ts'

/** What is read when somebody asks. */
export interface Watched extends Readings {
  /** Open WebSockets. */
  webSockets: number
}

export type Labels = Readonly<Record<string, string>>

interface Sample<Value> {
  labels: Labels
  value: Value
}

interface Described<Type, Value> {
  name: string
  help: string
  type: Type
  labels: readonly string[]
  /** One for each set of labels; what is not there any more is not told. */
  read(watched: Watched): Iterable<Sample<Value>>
}

/** Samples of one name. */
export type Family = Described<'gauge' | 'counter', number> | Described<'histogram', HistogramReading>

/** A family of one sample without labels. */
export function single(type: 'gauge' | 'counter', name: string, help: string, read: (watched: Watched) => number): Family {
  return { type, name, help, labels: [], read: (watched) => [{ labels: {}, value: read(watched) }] }
}
