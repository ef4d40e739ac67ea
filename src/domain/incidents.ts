import type { Failure, FailureCode } from './failure.ts'
import type { IncidentRecord } from './incident.ts'
import { affectedBy, titles } from './incidentWords.ts'
import type { Desired, InputState, OutputState } from './states.ts'

/** A drop that is over sooner is told by the log alone. */
const openAfterMs = 3000

/** Changes that are older do not count as flapping; see `OutputFact.flapping`. */
const flappingWindowMs = 2 * 60_000

/** Causes that stop many outputs at once for the same reason: one incident for all of them. */
const shared: ReadonlySet<FailureCode> = new Set<FailureCode>(['PROGRAM_MISSING', 'NETWORK_DOWN', 'SECRET_UNREADABLE'])

/** Of an input or an output. */
interface Facts<State> {
  id: string
  name: string
  desired: Desired
  /** Null: not observed since the start. */
  state: State | null
  failure: Failure | null
}
export type InputFacts = Facts<InputState>
export interface OutputFacts extends Facts<OutputState> {
  inputId: string
  flapping: boolean
}

/** What is true at one moment, as far as incidents go. */
export interface Situation {
  /** Null: not heard since the start. */
  isMediamtxHealthy: boolean | null
  inputs: readonly InputFacts[]
  outputs: readonly OutputFacts[]
}

/** What follows from a situation. An incident is in one of the lists at most. */
export interface Judgement {
  opened: IncidentRecord[]
  changed: IncidentRecord[]
  closed: IncidentRecord[]
}

/** An incident that shall be open. */
type Wanted = Omit<IncidentRecord, 'id' | 'entries' | 'closedAt' | 'lastSeenAt'>

/** What a situation says of each subject; those that it says nothing of are over. */
interface Verdicts {
  wanted: Map<string, Wanted>
  /** Subjects of which nothing is known now: what is open stays open. */
  held: Set<string>
}

/**
 * Tells incidents from what is observed: one per cause, by level. It remembers which are open and since when outputs are in
 * trouble, and knows no time but what it is told.
 */
export class IncidentRule {
  readonly #open = new Map<string, IncidentRecord>()
  /** Subjects of which this process has seen that they last. */
  readonly #seen = new Set<string>()
  readonly #troubledSince = new Map<string, { now: number; date: Date }>()
  /** By output: when it was last seen to be in trouble of its own. */
  readonly #troubledAt = new Map<string, number>()
  #lastId: number

  /** `open`: those that were open when the last process ended. */
  constructor(open: readonly IncidentRecord[], lastId: number) {
    for (const incident of open) this.#open.set(incident.subject, incident)
    this.#lastId = lastId
  }

  /** Oldest first. */
  get open(): IncidentRecord[] {
    return [...this.#open.values()]
  }

  /** `now`: monotonic milliseconds; `date`: the same moment for people. To be called when something changed, and once a second. */
  judge(situation: Situation, now: number, date: Date): Judgement {
    const verdicts = this.#verdictsOn(situation, now, date)
    const judgement: Judgement = { opened: [], changed: [], closed: [] }
    for (const wanted of verdicts.wanted.values()) this.#keepOpen(wanted, date, judgement)
    for (const incident of this.#open.values()) {
      const { subject } = incident
      if (verdicts.wanted.has(subject) || verdicts.held.has(subject)) continue
      // One that was over before this process could see it ended with the last sight of it.
      const closedAt = this.#seen.has(subject) ? date : incident.lastSeenAt
      this.#open.delete(subject)
      this.#seen.delete(subject)
      judgement.closed.push({ ...withEntry(incident, 'Over', closedAt), closedAt, lastSeenAt: closedAt })
    }
    return judgement
  }

  #keepOpen(wanted: Wanted, date: Date, { opened, changed }: Judgement): void {
    const before = this.#open.get(wanted.subject)
    this.#seen.add(wanted.subject)
    if (!before) {
      const entries = [{ at: wanted.openedAt.toISOString(), text: wanted.failure?.message ?? wanted.title }]
      const incident = { ...wanted, entries, id: String(++this.#lastId), closedAt: null, lastSeenAt: date }
      this.#open.set(wanted.subject, incident)
      opened.push(incident)
      return
    }
    const { title, cause, failure } = wanted
    const incident = { ...before, title, cause, failure, ...affectedBy(before, wanted), lastSeenAt: date }
    this.#open.set(wanted.subject, incident)
    const differs = title !== before.title || cause !== before.cause || incident.outputIds.length !== before.outputIds.length
    if (differs) changed.push(incident)
  }

  #verdictsOn(situation: Situation, now: number, date: Date): Verdicts {
    const { inputs, outputs, isMediamtxHealthy } = situation
    const verdicts: Verdicts = { wanted: new Map(), held: new Set() }
    const running = outputs.filter(({ desired }) => desired === 'RUNNING')
    if (isMediamtxHealthy === null) verdicts.held.add('mediamtx')
    if (isMediamtxHealthy === false) {
      const receiving = new Set(inputs.filter(({ desired }) => desired === 'RUNNING').map(({ id }) => id))
      const waiting = running.filter(({ inputId }) => receiving.has(inputId))
      const what = { subject: 'mediamtx', cause: 'MEDIAMTX_DOWN', failure: null, inputId: null, inputName: null } as const
      add(verdicts, { ...what, title: titles.mediamtx(waiting.length), ...namesOf(waiting), openedAt: date })
    }
    for (const input of inputs) judgeInput(input, running, date, verdicts)
    for (const output of outputs) {
      const input = inputs.find(({ id }) => id === output.inputId)
      this.#judgeOutput(output, input?.name ?? null, now, date, verdicts)
    }
    const known = new Set(outputs.map(({ id }) => id))
    for (const memory of [this.#troubledSince, this.#troubledAt])
      for (const id of memory.keys()) if (!known.has(id)) memory.delete(id)
    return verdicts
  }

  #judgeOutput(output: OutputFacts, inputName: string | null, now: number, date: Date, verdicts: Verdicts): void {
    const { id, name, inputId, desired, state, failure } = output
    const own = `output:${id}`
    const isTroubled = desired === 'RUNNING' && isInTrouble(output)
    if (isTroubled) this.#troubledAt.set(id, now)
    if (isTroubled && !this.#troubledSince.has(id)) this.#troubledSince.set(id, { now, date })
    // A feed that comes and goes has incidents of its own.
    const isFlapping = output.flapping && now - (this.#troubledAt.get(id) ?? -Infinity) < flappingWindowMs
    if (!isTroubled && !isFlapping) {
      const isUnseen = this.#open.has(own) && !this.#seen.has(own)
      if (desired === 'RUNNING' && (isBetween(state) || (state === 'WAITING_INPUT' && isUnseen))) {
        verdicts.held.add(own)
        for (const { subject, outputIds } of this.#open.values())
          if (subject.startsWith('cause:') && outputIds.includes(id)) verdicts.held.add(subject)
      } else {
        this.#troubledSince.delete(id)
      }
      return
    }
    if (desired !== 'RUNNING') return
    const since = this.#troubledSince.get(id)
    if (isFlapping) {
      const what = { subject: own, cause: 'FLAPPING', failure, title: titles.flapping(name) } as const
      add(verdicts, { ...what, inputId, inputName, ...namesOf([output]), openedAt: since?.date ?? date })
      return
    }
    const cause = failure?.code ?? 'UNKNOWN'
    const subject = shared.has(cause) ? `cause:${cause}` : own
    if (!since || (now - since.now < openAfterMs && !this.#open.has(subject))) return
    if (subject === own) {
      const title = titles[state === 'DEGRADED' ? 'slow' : 'output'](name, failure?.message ?? null)
      add(verdicts, { subject, cause, failure, title, inputId, inputName, ...namesOf([output]), openedAt: since.date })
    } else {
      const others = verdicts.wanted.get(subject)
      const outputs = namesOf([output], others)
      const title = titles.shared(failure?.message ?? '', outputs.outputIds.length)
      const openedAt = others?.openedAt ?? since.date
      add(verdicts, { subject, cause, failure, title, inputId: null, inputName: null, ...outputs, openedAt })
    }
  }
}

function judgeInput(input: InputFacts, running: readonly OutputFacts[], date: Date, verdicts: Verdicts): void {
  const { id, name, desired, state, failure } = input
  const subject = `input:${id}`
  if (desired === 'STOPPED') return
  // After a start, and after MediaMTX was away, a lost feed is awaited like one that never came.
  const isUnknown = state === null || state === 'UNKNOWN' || state === 'WAITING' || failure?.code === 'PROGRAM_MISSING'
  const about = { subject, failure, inputId: id, inputName: name, openedAt: date }
  if (isUnknown) verdicts.held.add(subject)
  else if (state === 'LOST' || state === 'FAILED') {
    const waiting = running.filter(({ inputId }) => inputId === id)
    const cause = state === 'LOST' ? 'INPUT_LOST' : (failure?.code ?? 'UNKNOWN')
    const title = state === 'LOST' ? titles.lost(name, waiting) : titles.cannotListen(name, failure?.message ?? null, waiting)
    add(verdicts, { ...about, cause, title, ...namesOf(waiting) })
  } else if (state === 'DEGRADED' && failure !== null) {
    add(verdicts, { ...about, cause: failure.code, title: titles.damaged(name, failure.message), ...namesOf([]) })
  }
}

function add({ wanted }: Verdicts, incident: Wanted): void {
  wanted.set(incident.subject, incident)
}

function isInTrouble({ state, failure }: OutputFacts): boolean {
  return state === 'RECONNECTING' || state === 'FAILED' || (state === 'DEGRADED' && failure !== null)
}

/** On the way from one state to another: says neither that it is well nor that it is not. */
function isBetween(state: OutputState | null): boolean {
  return state === null || state === 'STARTING' || state === 'STOPPING' || state === 'STOPPED' || state === 'UNKNOWN'
}

function namesOf(outputs: readonly OutputFacts[], more?: Pick<IncidentRecord, 'outputIds' | 'outputNames'>) {
  return {
    outputIds: [...(more?.outputIds ?? []), ...outputs.map(({ id }) => id)],
    outputNames: [...(more?.outputNames ?? []), ...outputs.map(({ name }) => name)],
  }
}

function withEntry(incident: IncidentRecord, text: string, at: Date): IncidentRecord {
  return { ...incident, entries: [...incident.entries, { at: at.toISOString(), text }] }
}
