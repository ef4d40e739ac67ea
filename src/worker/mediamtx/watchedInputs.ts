import type { Bus } from '../../domain/bus.ts'
import { receiverAway, receiverDown, receiverMissing } from '../../domain/causes/input.ts'
import type { InputRates } from '../../domain/input.ts'
import type { MediamtxEvent } from '../../domain/programs/mediamtxLog.ts'
import type { PathNames } from '../../domain/pathNames.ts'
import type { InputState } from '../../domain/states.ts'
import type { InputAssignment } from '../../domain/worker.ts'
import type { PathReport } from './client.ts'
import { FeedJudge } from './feedJudge.ts'
import type { IngestLog } from './ingestLog.ts'
import { ListenFaults } from './listenFaults.ts'
import type { Machine } from './machine.ts'
import { PortWatch } from './portWatch.ts'
import { settingsOf } from './paths.ts'
import type { PathKeeper } from './pathKeeper.ts'
import type { TestSignalDeps } from './testSignal.ts'
import { TestSignals } from './testSignals.ts'
import { WatchedInput } from './watchedInput.ts'

export interface WatchedInputsDeps extends Omit<TestSignalDeps, 'closing'> {
  bus: Bus
  log: IngestLog
  keeper: PathKeeper
  machine: Machine
  names: PathNames
  /** Where a path can be read now; null: nowhere. */
  readUrl: (path: string) => string | null
}

/** Why inputs cannot be observed; null while they can. A missing program is told in a sentence. `isElsewhere`: others run it. */
export type Blindness = { missing: string | null; isElsewhere: boolean } | null

/** What says where an input listens. */
const listening = ['udpPort', 'listenAddress', 'multicastGroup', 'sourceAddress'] as const

/** The inputs that shall be, each with its path in MediaMTX, its test signal and what is observed of it. */
export class WatchedInputs {
  readonly #deps: WatchedInputsDeps
  readonly #inputs = new Map<string, WatchedInput>()
  readonly #leaving = new Set<string>()
  readonly #faults: ListenFaults
  readonly #ports: PortWatch
  readonly #judge: FeedJudge
  readonly #testSignals: TestSignals
  readonly #listeners = new Set<(inputId: string) => void>()
  #blind: Blindness = { missing: null, isElsewhere: false }

  constructor(deps: WatchedInputsDeps) {
    this.#deps = deps
    this.#testSignals = new TestSignals(deps, {
      onChange: (id, endsAt) => {
        this.#inputs.get(id)?.setTestSignal(endsAt)
        this.sweep()
      },
      onLine: (id, text) => deps.log.say(id, 'WARNING', text),
    })
    this.#faults = new ListenFaults(deps.clock, deps.machine, (input) => this.#remake(input))
    this.#ports = new PortWatch(deps.clock, deps.machine, (input) => void this.#faults.tell(input, 'BUSY', null))
    this.#judge = new FeedJudge({
      clock: deps.clock,
      machine: deps.machine,
      readUrl: (id) => deps.readUrl(deps.names.input(id)),
      takeUpAnew: (input, why) => this.#takeUpAnew(input, why),
    })
  }

  get(id: string): WatchedInput | undefined {
    return this.#inputs.get(id)
  }

  rates(): InputRates[] {
    return [...this.#inputs.values()].filter(({ state }) => state !== 'STOPPED').map((input) => input.rates())
  }

  onChange(handler: (inputId: string) => void): () => void {
    this.#listeners.add(handler)
    return () => this.#listeners.delete(handler)
  }

  reconcile(assignments: readonly InputAssignment[]): void {
    const wanted = new Set(assignments.map(({ id }) => id))
    for (const [id, input] of this.#inputs) {
      if (wanted.has(id)) continue
      this.#leaving.add(id)
      this.#assign(input, { ...input.assignment, desired: 'STOPPED' })
    }
    for (const assignment of assignments) {
      const known = this.#inputs.get(assignment.id)
      const input = known ?? new WatchedInput(assignment, this.#deps.clock, (changed, before) => this.#tell(changed, before))
      this.#leaving.delete(assignment.id)
      this.#inputs.set(assignment.id, input)
      this.#assign(input, assignment)
      if (!known && input.state === 'STOPPED') this.#deps.bus.publish('inputFact', input.fact())
    }
    this.sweep()
  }

  startTestSignal(inputId: string, seconds: number): void {
    const assignment = this.#inputs.get(inputId)?.assignment
    if (assignment?.desired === 'RUNNING') this.#testSignals.start(inputId, assignment, seconds)
  }

  stopTestSignal(inputId: string): void {
    this.#testSignals.stop(inputId)
  }

  /** Resolves when every test signal has exited. */
  async stop(): Promise<void> {
    await this.#testSignals.stopAll()
  }

  /** MediaMTX answers. What it says of the paths follows. */
  regainSight(): void {
    this.#blind = null
    // It may run on another machine than before.
    for (const { assignment } of this.#inputs.values()) this.#wish(assignment)
  }

  loseSight(blind: NonNullable<Blindness>): void {
    this.#blind = blind
    for (const input of this.#inputs.values()) {
      input.blink()
      this.#judge.release(input.assignment.id)
      this.#faults.forget(input.assignment.id)
      if (input.assignment.desired === 'RUNNING') this.#blindfold(input)
    }
    this.sweep()
  }

  /** MediaMTX ended, and its paths with it. */
  forgetPaths(): void {
    for (const input of this.#inputs.values()) input.forgetPath()
  }

  /** What MediaMTX said of its paths when asked at `askedAt`. */
  see(byName: ReadonlyMap<string, PathReport>, askedAt: number): void {
    const { keeper, names } = this.#deps
    for (const [id, input] of this.#inputs) {
      if (input.assignment.desired === 'STOPPED') continue
      const report = byName.get(names.input(id)) ?? null
      // What is said of a path that is just being made anew is about the old one.
      if (report !== null && !keeper.isSettled(names.input(id), askedAt)) input.blink()
      else this.#look(input, report, askedAt)
    }
    this.#faults.check()
    this.#ports.check(this.#inputs.values())
    this.#judge.check()
  }

  /** MediaMTX said something of an input; `text` is its line, redacted. */
  hear(input: WatchedInput, event: MediamtxEvent, text: string): void {
    const { assignment } = input
    if (assignment.desired === 'STOPPED') return
    if (event.kind !== 'listenFailed') this.#judge.hear(input, event, text)
    // The system was slow to let us look and go: nobody else is to be blamed, and a new path listens at once.
    else if (event.fault === 'BUSY' && this.#judge.wasInTheWay(assignment.id)) this.#remake(input)
    else if (event.port === null || event.port === assignment.udpPort) {
      void this.#faults.tell(input, event.fault, text)
      // The interface of a multicast group may have come, or have another name.
      this.#wish(assignment)
    }
  }

  /** Lets go of inputs that left the assignments, once nothing of them runs any more. */
  sweep(): void {
    for (const id of this.#leaving) {
      if (this.#deps.keeper.holds(this.#deps.names.input(id)) || this.#testSignals.has(id)) continue
      this.#leaving.delete(id)
      this.#inputs.delete(id)
      this.#deps.log.forget(id)
      this.#judge.forget(id)
      this.#deps.bus.publish('inputGone', { id })
    }
  }

  #assign(input: WatchedInput, assignment: InputAssignment): void {
    const before = input.assignment
    input.assignment = assignment
    const { id, desired } = assignment
    const moved = listening.some((name) => before[name] !== assignment[name])
    if (desired === 'STOPPED' || moved) {
      this.#faults.forget(id)
      this.#judge.release(id)
    }
    this.#wish(assignment)
    if (desired === 'STOPPED') {
      this.stopTestSignal(id)
      input.forgetPath()
      input.become('STOPPED', null)
    } else if (moved || input.state === 'STOPPED') {
      input.forgetPath()
      if (this.#blind === null) input.become('WAITING', null)
      else this.#blindfold(input)
      if (moved) this.#testSignals.move(id, assignment)
    }
  }

  #wish(assignment: InputAssignment): void {
    const { keeper, machine, names } = this.#deps
    const settings = assignment.desired === 'STOPPED' ? null : settingsOf(assignment, machine)
    keeper.wish(names.input(assignment.id), settings)
  }

  #remake(input: WatchedInput): void {
    input.forgetPath()
    this.#judge.release(input.assignment.id)
    this.#deps.keeper.remake(this.#deps.names.input(input.assignment.id))
  }

  /** Readers of what was before end, and begin again with what is now. */
  #takeUpAnew(input: WatchedInput, why: string): void {
    const { id } = input.assignment
    if (input.isCarrying) {
      this.#deps.log.say(id, 'WARNING', `The feed became another one (${why}): it is taken up anew`)
      input.become('WAITING', null)
    }
    this.#remake(input)
  }

  #blindfold(input: WatchedInput): void {
    const missing = this.#blind?.missing ?? null
    if (missing !== null) input.become('FAILED', receiverMissing(missing))
    else if (input.state !== 'UNKNOWN') input.become('UNKNOWN', this.#blind?.isElsewhere ? receiverAway() : receiverDown())
  }

  #look(input: WatchedInput, report: PathReport | null, askedAt: number): void {
    const before = input.state
    if (before === 'FAILED' && input.failure?.code === 'PROGRAM_MISSING') input.become('WAITING', null)
    const isSameFeed = input.see(report, askedAt)
    if (input.isCarrying) this.#faults.forget(input.assignment.id)
    this.#judge.see(input, report, askedAt)
    if (!isSameFeed) this.#takeUpAnew(input, 'its tracks are others')
    // A feed that returns to a path which still carries the old one jumps in time; a new path takes it up cleanly.
    if (input.state === 'LOST' && before !== 'LOST') this.#remake(input)
  }

  #tell(input: WatchedInput, before: InputState): void {
    const { id } = input.assignment
    const failure = input.state === before ? null : input.failure
    if (failure) this.#deps.log.say(id, input.state === 'FAILED' ? 'ERROR' : 'WARNING', failure.message)
    this.#deps.bus.publish('inputFact', input.fact())
    if (input.state !== before) for (const listener of this.#listeners) listener(id)
  }
}
