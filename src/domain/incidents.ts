import type { IncidentRecord } from './incidents/incident.ts'
import { affectedBy, comesAndGoes, serverWasDown, titles, told } from './incidents/words.ts'
import { closingOf } from './incidents/closing.ts'
import { firstEntry, withEntry, withFailure } from './incidents/entries.ts'
import { Flaps } from './incidents/flaps.ts'
import { judgeInput, judgeMediamtx, mediamtxSubject } from './incidents/inputs.ts'
import { OutputVerdicts } from './incidents/outputs.ts'
import { namesOf, networkSubject, sharedPrefix } from './incidents/situation.ts'
import type { Moment, OutputFacts, Situation, Verdicts, Wanted } from './incidents/situation.ts'
import { isCarrying } from './states.ts'
import { withoutStop } from './timeline/words.ts'

export type { InputFacts, OutputFacts, Situation } from './incidents/situation.ts'

export const serverSubject = 'server'

/** What differs in words or counts alone is told no more often. */
const refreshEveryMs = 3000

/** What follows from a situation. An incident is in one of the lists at most. */
export interface Judgement {
  opened: IncidentRecord[]
  changed: IncidentRecord[]
  closed: IncidentRecord[]
}

/** Of an open incident, while it lasts. */
interface Memory {
  refreshedAt: number
  /** Outputs that it keeps from sending now, by id. */
  down: Set<string>
  /** Names of those that are sent again, and since when that is to be told. */
  well: string[]
  wellSince: number
}

/**
 * Tells incidents from what is observed: one per cause, by level. It remembers which are open and since when outputs are in
 * trouble, and knows no time but what it is told.
 */
export class IncidentRule {
  readonly #open = new Map<string, IncidentRecord>()
  /** Subjects of which this process has seen that they last. */
  readonly #seen = new Set<string>()
  readonly #memories = new Map<string, Memory>()
  readonly #outputs = new OutputVerdicts()
  readonly #flaps = new Flaps()
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

  /** Whether nothing can follow from time alone: it need not be called before something is observed. */
  get isQuiet(): boolean {
    return this.#open.size === 0 && this.#outputs.isQuiet
  }

  /** `now`: monotonic milliseconds; `date`: the same moment for people. To be called when something changed, and once a second. */
  judge(situation: Situation, now: number, date: Date): Judgement {
    const moment = { now, date }
    const verdicts = this.#verdictsOn(situation, moment)
    const judgement: Judgement = { opened: [], changed: [], closed: [] }
    this.#absorb(verdicts)
    for (const wanted of verdicts.wanted.values()) this.#keepOpen(this.#steady(wanted, date), moment, judgement)
    this.#tellSentAgain(situation, moment, judgement)
    for (const incident of this.#open.values()) {
      const { subject } = incident
      if (verdicts.wanted.has(subject) || verdicts.held.has(subject)) continue
      if (this.#flaps.see(subject, false, now)) continue
      // One that was over before this process could see it ended with the last sight of it.
      const isSeen = this.#seen.has(subject)
      const closedAt = isSeen ? date : incident.lastSeenAt
      for (const memory of [this.#open, this.#seen, this.#memories]) memory.delete(subject)
      const { ending, text } = isSeen
        ? closingOf(incident, situation, closedAt, this.#open.get(networkSubject))
        : { ending: null, text: told.unseen }
      const entries = withEntry(incident.entries, text, closedAt)
      judgement.closed.push({ ...incident, entries, closedAt, ending, lastSeenAt: closedAt })
    }
    this.#flaps.tidy(now)
    return judgement
  }

  /** That this program itself did not run, and what was to be sent meanwhile: over by the time that it can be told. */
  serverWasDown(wanted: readonly Pick<OutputFacts, 'id' | 'name'>[], from: Date, to: Date): IncidentRecord {
    const title = titles.serverWasDown(to.getTime() - from.getTime(), wanted.length)
    const failure = serverWasDown(title, from, to)
    const entries = withEntry([firstEntry(null, told.serverStopped, from)], told.serverStarted, to)
    return {
      ...{ id: String(++this.#lastId), subject: serverSubject, title, cause: failure.code, failure, entries },
      ...{ inputId: null, inputName: null, ...namesOf(wanted) },
      ...{ openedAt: from, closedAt: to, ending: 'RECOVERED', lastSeenAt: to },
    }
  }

  #verdictsOn(situation: Situation, moment: Moment): Verdicts {
    const { inputs, outputs } = situation
    const verdicts: Verdicts = { wanted: new Map(), held: new Set() }
    const running = outputs.filter(({ desired }) => desired === 'RUNNING')
    judgeMediamtx(situation, this.#open.get(mediamtxSubject)?.openedAt ?? null, moment.date, verdicts)
    for (const input of inputs) judgeInput(input, running, this.#open, moment.date, verdicts)
    this.#outputs.judge(situation, { open: this.#open, seen: this.#seen }, moment, verdicts)
    for (const { subject } of verdicts.wanted.values())
      if (!subject.startsWith('output:')) this.#flaps.see(subject, true, moment.now)
    return verdicts
  }

  /** A network that is down shows itself by one output after the other: the first of these incidents becomes that of them all. */
  #absorb({ wanted }: Verdicts): void {
    const network = wanted.get(networkSubject)
    if (!network || this.#open.has(networkSubject)) return
    const own = network.outputIds.flatMap((id) => this.#open.get(`output:${id}`) ?? [])
    const [first] = own.filter(({ openedAt }) => openedAt >= network.openedAt).sort((a, b) => Number(a.id) - Number(b.id))
    if (!first) return
    for (const memory of [this.#open, this.#seen, this.#memories]) memory.delete(first.subject)
    this.#seen.add(networkSubject)
    this.#open.set(networkSubject, { ...first, subject: networkSubject, inputId: null, inputName: null })
  }

  /** What comes and goes is one incident, that says so. */
  #steady(wanted: Wanted, date: Date): Wanted {
    const { subject, failure, openedAt } = wanted
    if (!this.#flaps.isFlapping(subject)) return wanted
    const { inputName } = wanted
    const shared =
      subject === mediamtxSubject ? titles.mediamtxAgain : `${withoutStop(failure?.message ?? wanted.title)}, again and again`
    const title = inputName === null ? shared : titles.inputAgain(inputName)
    const began = this.#open.get(subject)?.openedAt ?? openedAt
    return { ...wanted, cause: 'FLAPPING', title, failure: comesAndGoes(title, failure, this.#flaps.downs(subject), began, date) }
  }

  #keepOpen(wanted: Wanted, { now, date }: Moment, { opened, changed }: Judgement): void {
    const { subject, title, cause, failure } = wanted
    const before = this.#open.get(subject)
    const isSeen = this.#seen.has(subject)
    this.#seen.add(subject)
    const memory = this.#memories.get(subject) ?? { refreshedAt: now, down: new Set(), well: [], wellSince: now }
    this.#memories.set(subject, memory)
    for (const id of wanted.outputIds) memory.down.add(id)
    if (!before) {
      const first = firstEntry(failure, withoutStop(failure?.message ?? title), wanted.openedAt)
      const entries = withJoined([first], wanted, wanted.outputNames, false, date)
      const incident = { ...wanted, entries, id: String(++this.#lastId), closedAt: null, ending: null, lastSeenAt: date }
      this.#open.set(subject, incident)
      opened.push(incident)
      return
    }
    const affected = affectedBy(before, wanted)
    const joined = affected.outputNames.slice(before.outputNames.length)
    const isOther = cause !== before.cause
    const isDue = now - memory.refreshedAt >= refreshEveryMs
    // Counts and figures in words go on changing: an open incident is to be calm.
    const isWordsOnly = !isOther && failure?.message !== before.failure?.message
    const isRefreshed = isOther || joined.length > 0 || isDue || !isSeen
    let { entries } = before
    if (!isSeen) entries = withEntry(entries, told.lasts, date)
    if (isRefreshed && failure) entries = withFailure(entries, failure)
    entries = withJoined(entries, wanted, joined, before.outputNames.length > 0, date)
    const incident: IncidentRecord = {
      ...before,
      ...(isRefreshed ? { cause, failure: failure ?? before.failure } : {}),
      ...affected,
      ...{ title: isRefreshed || !isWordsOnly ? title : before.title, entries, lastSeenAt: date },
    }
    this.#open.set(subject, incident)
    if (isDue) memory.refreshedAt = now
    if (differs(before, incident)) changed.push(incident)
  }

  /** Of those that several outputs share: which are well again while it lasts for others, a few at a time. */
  #tellSentAgain({ outputs }: Situation, { now, date }: Moment, { opened, changed }: Judgement): void {
    for (const [subject, memory] of this.#memories) {
      const incident = this.#open.get(subject)
      if (!incident || !subject.startsWith(sharedPrefix)) continue
      const isFirst = memory.well.length === 0
      for (const { id, name, state } of outputs) if (isCarrying(state) && memory.down.delete(id)) memory.well.push(name)
      if (isFirst) memory.wellSince = now
      if (now - memory.wellSince < refreshEveryMs) continue
      const after = { ...incident, entries: withEntry(incident.entries, told.sentAgain(memory.well), date) }
      memory.well = []
      this.#open.set(subject, after)
      const list = opened.includes(incident) ? opened : changed
      list.splice(list.includes(incident) ? list.indexOf(incident) : list.length, 1, after)
    }
  }
}

/** With the outputs that it keeps from sending now, too. One output's own incident needs no telling of whose it is. */
function withJoined(
  entries: IncidentRecord['entries'],
  { subject }: Wanted,
  names: readonly string[],
  isMore: boolean,
  date: Date,
): IncidentRecord['entries'] {
  if (names.length === 0 || subject.startsWith('output:')) return entries
  const say = subject.startsWith(sharedPrefix) ? told.notSent : told.waiting
  return withEntry(entries, say(names, isMore), date)
}

/** Another cause, another count and another output each come with an entry; there may be as many as before, since the oldest go. */
function differs(before: IncidentRecord, after: IncidentRecord): boolean {
  return (
    before.title !== after.title ||
    before.entries.at(-1) !== after.entries.at(-1) ||
    before.failure?.message !== after.failure?.message
  )
}
