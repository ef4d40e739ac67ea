import type { Bus } from '../../domain/bus.ts'
import type { Clock } from '../../domain/clock.ts'
import { nextFailure } from '../../domain/failure.ts'
import type { Cause, Failure } from '../../domain/failure.ts'
import type { OutputFact } from '../../domain/output.ts'
import { checkTransition, isCarrying, outputTransitions } from '../../domain/states.ts'
import type { Delivery, OutputState } from '../../domain/states.ts'

const flappingWindowMs = 2 * 60_000
const flappingChanges = 4
const dropsWindowMs = 24 * 60 * 60_000

/** Parts of the fact that a loop sets; the rest follows from the course of states. */
export interface Reported {
  state: OutputState
  generation: number
  delivery: Delivery
  attempt: number
  nextAttemptAt: Date | null
  restarts: number
  failure: Failure | null
  process: { pid: number; startedAt: string } | null
}

/** What one output's loop says of itself: checks each change of state by the table, counts changes, and publishes. */
export class OutputReport {
  readonly #bus: Bus
  readonly #clock: Clock
  #fact: OutputFact
  /** The fact as text, for comparing. */
  #text: string
  /** Monotonic milliseconds of the changes between live and not live, oldest first. */
  #changes: number[] = []
  #drops: number[] = []

  constructor(id: string, generation: number, bus: Bus, clock: Clock) {
    this.#bus = bus
    this.#clock = clock
    this.#fact = {
      id,
      generation,
      state: 'STOPPED',
      stateSince: clock.date().toISOString(),
      delivery: 'UNCONFIRMED',
      flapping: false,
      drops: 0,
      attempt: 0,
      nextAttemptAt: null,
      restarts: 0,
      failure: null,
      process: null,
    }
    this.#text = JSON.stringify(this.#fact)
  }

  get state(): OutputState {
    return this.#fact.state
  }

  /** Publishes when something differs. `wanted`: a person asked for the change, so leaving LIVE is no drop. */
  set(changes: Partial<Reported>, { wanted = false } = {}): void {
    const { nextAttemptAt, ...rest } = changes
    const before = this.#fact
    const next: OutputFact = { ...before, ...rest }
    if (nextAttemptAt !== undefined) next.nextAttemptAt = nextAttemptAt?.toISOString() ?? null
    checkTransition(outputTransitions, before.state, next.state)
    if (next.state !== before.state) {
      next.stateSince = this.#clock.date().toISOString()
      this.#count(isCarrying(before.state), isCarrying(next.state), wanted)
    }
    this.#settle(next)
  }

  /** It goes on sending, but not as it should. */
  degrade(cause: Cause): void {
    const before = this.#fact.state === 'DEGRADED' ? this.#fact.failure : null
    this.set({ state: 'DEGRADED', failure: nextFailure(before, cause, this.#clock.date()) })
  }

  /** Nothing runs for it any more, or with `processStays` soon. `wanted`: a person asked for it. */
  rest(parts: Pick<Reported, 'state' | 'generation' | 'attempt'>, { wanted = false, processStays = false } = {}): void {
    const gone = processStays ? {} : { process: null }
    this.set({ ...parts, delivery: 'UNCONFIRMED', failure: null, nextAttemptAt: null, ...gone }, { wanted })
  }

  /** What passes with time alone: flapping ends, drops grow old. */
  tick(): void {
    const { flapping, drops } = this.#aged()
    if (flapping !== this.#fact.flapping || drops !== this.#fact.drops) this.#settle({ ...this.#fact })
  }

  #count(wasLive: boolean, isLive: boolean, wanted: boolean): void {
    if (wasLive === isLive) return
    // What a person asked for is neither a drop nor flapping.
    if (wanted) return
    this.#changes.push(this.#clock.now())
    if (wasLive) this.#drops.push(this.#clock.now())
  }

  #aged(): Pick<OutputFact, 'flapping' | 'drops'> {
    const now = this.#clock.now()
    this.#changes = this.#changes.filter((at) => now - at < flappingWindowMs)
    this.#drops = this.#drops.filter((at) => now - at < dropsWindowMs)
    return { flapping: this.#changes.length > flappingChanges, drops: this.#drops.length }
  }

  #settle(next: OutputFact): void {
    Object.assign(next, this.#aged())
    const text = JSON.stringify(next)
    if (text === this.#text) return
    this.#text = text
    this.#fact = next
    this.#publish()
  }

  #publish(): void {
    this.#bus.publish('outputFact', this.#fact)
  }
}
