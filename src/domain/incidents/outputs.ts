import type { Failure, FailureCode } from '../failure.ts'
import { comesAndGoes, networkDown, titles } from './words.ts'
import { flappingWindowMs } from './flaps.ts'
import { NetworkRule } from './network.ts'
import { isBetween, isInTrouble, namesOf, networkSubject, sharedCauses, sharedPrefix, want } from './situation.ts'
import type { InputFacts, Moment, OpenIncidents, OutputFacts, Situation, Verdicts } from './situation.ts'

/** A drop that is over sooner is told by the log alone. */
const openAfterMs = 3000

/** How a sender may end whose feed was taken from it. */
const ofAbsence: ReadonlySet<FailureCode | undefined> = new Set<FailureCode>([
  'INPUT_LOST',
  'MEDIAMTX_DOWN',
  'CONNECTION_LOST',
  'STALLED',
  'TOO_SLOW',
  'PROGRAM_DIED',
  'UNKNOWN',
])
/** Drops that it takes to be called flapping. */
const dropsBefore = 3

/** What outputs say, told apart by what they have in common; it remembers since when each is in trouble. */
export class OutputVerdicts {
  readonly #network = new NetworkRule()
  readonly #troubledSince = new Map<string, Moment>()
  /** By output: when it was last seen to be in trouble of its own, and why. */
  readonly #troubledAt = new Map<string, { now: number; failure: Failure | null }>()
  /** By output that flaps: its drops before it did. */
  readonly #dropsBefore = new Map<string, number>()
  #failedByNetwork: ReadonlySet<string> = new Set()
  /** That the network failed at the same time, in the present incident. */
  #hosts = 0

  /** Whether there is nothing whose time could come. */
  get isQuiet(): boolean {
    return this.#troubledSince.size === 0
  }

  /** After inputs and MediaMTX. */
  judge(situation: Situation, incidents: OpenIncidents, moment: Moment, verdicts: Verdicts): void {
    const inputs = new Map(situation.inputs.map((input) => [input.id, input]))
    const { outputs, isMediamtxHealthy } = situation
    const known = new Set<string>()
    for (const output of outputs) {
      known.add(output.id)
      this.#notice(output, moment)
    }
    for (const memory of [this.#troubledSince, this.#troubledAt, this.#dropsBefore])
      for (const id of memory.keys()) if (!known.has(id)) memory.delete(id)
    const running = outputs.filter(({ desired }) => desired === 'RUNNING')
    this.#judgeNetwork(running, incidents, moment, verdicts)
    for (const output of running) {
      if (this.#failedByNetwork.has(output.id)) continue
      const input = inputs.get(output.inputId)
      const cause = isInTrouble(output) ? output.failure?.code : undefined
      const isOfInput = ofAbsence.has(cause) && isAway(input, isMediamtxHealthy)
      const own = `output:${output.id}`
      if (isOfInput) {
        verdicts.held.add(own)
        this.#troubledAt.delete(output.id)
      } else this.#judgeOne(output, input, incidents, moment, verdicts)
    }
  }

  #notice(output: OutputFacts, moment: Moment): void {
    const { id, desired, failure, state } = output
    if (desired === 'RUNNING' && isInTrouble(output)) {
      if (!this.#troubledSince.has(id)) this.#troubledSince.set(id, moment)
      this.#troubledAt.set(id, { now: moment.now, failure })
    } else if (desired !== 'RUNNING' || !isBetween(state)) this.#troubledSince.delete(id)
  }

  #judgeNetwork(running: readonly OutputFacts[], { open }: OpenIncidents, moment: Moment, verdicts: Verdicts): void {
    const before = this.#failedByNetwork
    const sinceOf = (id: string) => this.#troubledSince.get(id)?.now ?? moment.now
    const failed = this.#network.judge(running, sinceOf, moment)
    this.#failedByNetwork = failed
    for (const id of before) {
      // What fails it now that the network is back began now.
      if (!failed.has(id) && this.#troubledSince.has(id)) this.#troubledSince.set(id, moment)
    }
    const outputs = running.filter(({ id }) => failed.has(id))
    // The network that comes and goes is no flapping of each output.
    for (const { id } of outputs) this.#troubledAt.delete(id)
    const since = outputs.map(({ id }) => this.#troubledSince.get(id) ?? moment).sort((one, other) => one.now - other.now)[0]
    const incident = open.get(networkSubject)
    if (!since || (moment.now - since.now < openAfterMs && !incident)) return
    const names = namesOf(outputs)
    const count = new Set([...(incident?.outputIds ?? []), ...names.outputIds]).size
    this.#hosts = Math.max(incident ? this.#hosts : 0, new Set(outputs.map(({ host, id }) => host ?? id)).size)
    const hosts = this.#hosts
    const failures = outputs.flatMap(({ failure }) => failure ?? [])
    const [first] = failures
    const isOne = hosts === 1 && first?.code === 'NETWORK_DOWN'
    const openedAt = incident?.openedAt ?? since.date
    const failure = isOne
      ? first
      : networkDown(hosts, failures, { openedAt, date: moment.date, least: incident?.failure?.count ?? 1 })
    const title = isOne ? titles.shared(first.message, count) : titles.network(hosts, count)
    const what = { subject: networkSubject, cause: 'NETWORK_DOWN', inputId: null, inputName: null } as const
    want(verdicts, { ...what, failure, title, ...names, openedAt })
  }

  #judgeOne(
    output: OutputFacts,
    input: InputFacts | undefined,
    incidents: OpenIncidents,
    moment: Moment,
    verdicts: Verdicts,
  ): void {
    const { id, name, inputId, state, failure, localAddress } = output
    const own = `output:${id}`
    const isTroubled = isInTrouble(output)
    const { now, date } = moment
    const last = this.#troubledAt.get(id)
    // A feed that comes and goes has incidents of its own.
    const isFlapping = output.flapping && last !== undefined && now - last.now < flappingWindowMs
    if (!isFlapping) this.#dropsBefore.delete(id)
    if (!isTroubled && !isFlapping) return hold(output, input, incidents, verdicts)
    const since = this.#troubledSince.get(id)
    const about = { inputId, inputName: input?.name ?? null }
    if (isFlapping) {
      const openedAt = incidents.open.get(own)?.openedAt ?? since?.date ?? date
      const title = titles.flapping(name)
      const times = this.#dropsOf(output)
      const why = comesAndGoes(title, failure ?? last.failure, times, openedAt, date)
      return want(verdicts, { subject: own, cause: 'FLAPPING', failure: why, title, ...about, ...namesOf([output]), openedAt })
    }
    const cause = failure?.code ?? 'UNKNOWN'
    // One that is to send from no address in particular was told of with the network.
    const place = cause === 'NETWORK_DOWN' ? `:${localAddress}` : ''
    const subject = sharedCauses.has(cause) ? `${sharedPrefix}${cause}${place}` : own
    if (!since || (now - since.now < openAfterMs && !incidents.open.has(subject))) return
    if (subject === own) {
      const title = titles[state === 'DEGRADED' ? 'slow' : 'output'](name, failure?.message ?? null)
      want(verdicts, { subject, cause, failure, title, ...about, ...namesOf([output]), openedAt: since.date })
    } else {
      const others = verdicts.wanted.get(subject)
      const outputs = namesOf([output], others)
      const title = titles.shared(failure?.message ?? '', outputs.outputIds.length)
      const openedAt = others?.openedAt ?? since.date
      want(verdicts, {
        subject,
        cause,
        failure: others?.failure ?? failure,
        title,
        inputId: null,
        inputName: null,
        ...outputs,
        openedAt,
      })
    }
  }

  #dropsOf({ id, drops }: OutputFacts): number {
    const before = this.#dropsBefore.get(id) ?? drops - dropsBefore
    this.#dropsBefore.set(id, before)
    return drops - before
  }
}

/** What is open of one of which nothing is known now stays open: that its feed was away mends nothing at its destination. */
function hold({ id, state }: OutputFacts, input: InputFacts | undefined, { open }: OpenIncidents, { held }: Verdicts): void {
  const own = `output:${id}`
  if (!isBetween(state) && !(state === 'WAITING_INPUT' && input?.desired === 'RUNNING')) return
  held.add(own)
  for (const { subject, outputIds } of open.values())
    if (subject.startsWith(sharedPrefix) && outputIds.includes(id)) held.add(subject)
}

/** No feed comes in: how its outputs end then may not be their own doing. */
function isAway(input: InputFacts | undefined, isMediamtxHealthy: boolean | null): boolean {
  const state = input?.state
  return isMediamtxHealthy === false || state === 'LOST' || state === 'FAILED' || state === 'UNKNOWN'
}
