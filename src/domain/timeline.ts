import type { Failure } from './failure.ts'
import type { InputState, OutputState } from './states.ts'

/** What an entry tells of: a change of state, of settings, of a person's wish, or an incident that it was part of. */
export const timelineKinds = ['STATE', 'SETTINGS', 'WISH', 'INCIDENT'] as const
export type TimelineKind = (typeof timelineKinds)[number]

/** Something that happened to one input or one output. Plain JSON. */
export interface TimelineEntry {
  /** Grows with every entry. One that sums up takes the place of those that it sums up, with an id of its own. */
  id: string
  /** ISO 8601; of one that sums up: the last of what it tells. */
  at: string
  kind: TimelineKind
  /** One sentence for people, secrets masked. */
  text: string
  /** With STATE of an input: the new one; else null. */
  inputState: InputState | null
  /** With STATE of an output: the new one; else null. */
  outputState: OutputState | null
  /** Why the state came about; null when it needs no reason. */
  failure: Failure | null
  /** With INCIDENT: which; else null. */
  incidentId: string | null
}

/** Whose timeline it is. */
export type TimelineBook = `input:${string}` | `output:${string}`

/** An entry and whose it is. */
export interface BookedEntry extends TimelineEntry {
  book: TimelineBook
}
