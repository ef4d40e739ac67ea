import type { Failure, FailureCode } from '../failure.ts'
import type { IncidentRecord } from './incident.ts'
import type { Delivery, Desired, InputState, OutputState } from '../states.ts'

/** Of an input or an output. */
interface Facts<State> {
  id: string
  name: string
  desired: Desired
  /** Null: not observed since the start. */
  state: State | null
  failure: Failure | null
}
export interface InputFacts extends Facts<InputState> {
  /** ISO 8601. */
  stateSince: string
}
export interface OutputFacts extends Facts<OutputState> {
  inputId: string
  flapping: boolean
  /** Times it left LIVE in the last 24 h. */
  drops: number
  delivery: Delivery
  /** Where it sends to; null: not to one other machine. */
  host: string | null
  /** The address of this machine that it is to send from; null: any. */
  localAddress: string | null
}

/** What is true at one moment, as far as incidents go. */
export interface Situation {
  /** Null: not heard since the start. */
  isMediamtxHealthy: boolean | null
  /** What is wrong with it, or how it runs, in words, secrets masked. */
  mediamtxDetail: string | null
  inputs: readonly InputFacts[]
  outputs: readonly OutputFacts[]
}

/** One moment: monotonic milliseconds, and for people. */
export interface Moment {
  now: number
  date: Date
}

/** An incident that shall be open. */
export type Wanted = Omit<IncidentRecord, 'id' | 'entries' | 'closedAt' | 'ending' | 'lastSeenAt'>

/** What a situation says of each subject; those that it says nothing of are over. */
export interface Verdicts {
  wanted: Map<string, Wanted>
  /** Subjects of which nothing is known now: what is open stays open. */
  held: Set<string>
}

/** Open incidents by subject, and those among them of which this process has seen that they last. */
export interface OpenIncidents {
  open: ReadonlyMap<string, IncidentRecord>
  seen: ReadonlySet<string>
}

/** Causes that stop many outputs at once for the same reason: one incident for all of them. */
export const sharedCauses: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'PROGRAM_MISSING',
  'NETWORK_DOWN',
  'SECRET_UNREADABLE',
])

export const sharedPrefix = 'cause:'
export const networkSubject = `${sharedPrefix}NETWORK_DOWN`

export function want({ wanted }: Verdicts, incident: Wanted): void {
  wanted.set(incident.subject, incident)
}

export function isInTrouble({ state, failure }: OutputFacts): boolean {
  return state === 'RECONNECTING' || state === 'FAILED' || (state === 'DEGRADED' && failure !== null)
}

/** On the way from one state to another: says neither that it is well nor that it is not. */
export function isBetween(state: OutputState | null): boolean {
  return state === null || state === 'STARTING' || state === 'STOPPING' || state === 'STOPPED' || state === 'UNKNOWN'
}

/** Ids and names of outputs; `more` come first. */
export function namesOf(
  outputs: readonly Pick<OutputFacts, 'id' | 'name'>[],
  more?: Pick<IncidentRecord, 'outputIds' | 'outputNames'>,
) {
  return {
    outputIds: [...(more?.outputIds ?? []), ...outputs.map(({ id }) => id)],
    outputNames: [...(more?.outputNames ?? []), ...outputs.map(({ name }) => name)],
  }
}
