import type { Failure, FailureCode } from '../failure.ts'

/** Something that happened in an incident. Plain JSON. */
export interface IncidentEntry {
  /** ISO 8601. */
  at: string
  /** One sentence for people, secrets masked. */
  text: string
  /** Of one that tells of a cause which may be seen again: how it is counted. Not for people. */
  counted?: CountedCause
}

/** How often a cause was seen in an incident. */
export interface CountedCause {
  code: FailureCode
  /** `firstSeenAt` of the failures that are counted as a row by whoever sees them. */
  row: string
  /** In rows before. */
  earlier: number
  /** In all. */
  count: number
}

/** How an incident can end: what it was about is as wished again, was stopped by a person, or was deleted. */
export const incidentEndings = ['RECOVERED', 'STOPPED', 'DELETED'] as const
export type IncidentEnding = (typeof incidentEndings)[number]

/** A period in which one cause kept something from being as wished. Names are those of when it was noticed. */
export interface Incident {
  id: string
  /** One sentence for people. */
  title: string
  /** The last one known. */
  cause: FailureCode
  /** That cause in full; null for one that was stored before this was kept. */
  failure: Failure | null
  /** What happened in it, oldest first: the first and the newest, 50 at most. */
  entries: IncidentEntry[]
  /** The input that it is about, or that its output belongs to; null when it is about no single input. */
  inputId: string | null
  inputName: string | null
  /** The outputs that it kept from sending, in the order in which they were noticed. */
  outputIds: string[]
  /** Of these outputs, in the same order. */
  outputNames: string[]
  openedAt: Date
  /** Null while it lasts. */
  closedAt: Date | null
  /** Null while it lasts, and where it is not known. */
  ending: IncidentEnding | null
}

/** An incident as it is stored. */
export interface IncidentRecord extends Incident {
  /** What it is about: `mediamtx`, `input:ID`, `output:ID`, `cause:CODE` for one that outputs share, or `server`. At most one of each is open. */
  subject: string
  /** When it was last seen to last, or to be over. */
  lastSeenAt: Date
}
