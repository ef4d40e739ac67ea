import type { Clock } from '../../domain/clock.ts'
import { nextFailure } from '../../domain/failure.ts'
import type { Cause, Failure } from '../../domain/failure.ts'
import { feedLost, testSignalOver } from '../../domain/causes/input.ts'
import type { InputFact, InputRates, Track } from '../../domain/input.ts'
import { checkTransition, inputTransitions } from '../../domain/states.ts'
import type { InputState } from '../../domain/states.ts'
import type { InputAssignment } from '../../domain/worker.ts'
import type { PathReport } from './client.ts'
import { look } from './inputState.ts'
import type { Watched } from './inputState.ts'
import { RateWindow } from './rateWindow.ts'
import { areOthers, tracksOf } from './tracks.ts'

const damageLastsMs = 10_000
/** Silence that begins so soon after the end of a test signal is the end of it. */
const testGoesWithinMs = 10_000

/** What is observed of one input: its state, and the numbers that the state is judged by. */
export class WatchedInput {
  assignment: InputAssignment
  /** Monotonic milliseconds of the last look at which bytes had grown; null: not since its path was made. */
  lastGrowthAt: number | null = null
  /** Monotonic milliseconds of the moment since which a feed is there, or last was. */
  carryingAt = Number.NEGATIVE_INFINITY
  readonly #clock: Clock
  /** Called when the fact changed, and with the state before. */
  readonly #onChange: (input: WatchedInput, before: InputState) => void
  readonly #rate = new RateWindow()
  #watched: Watched = { state: 'STOPPED', bytes: null, silentMs: 0 }
  #lookedAt: number | null = null
  #since: string
  #failure: Failure | null = null
  #tracks: Track[] = []
  #testSignalEndsAt: string | null = null
  #testEndedAt = -Infinity
  #bytesReceived = 0
  #errors = 0
  #damagedUntil = 0

  constructor(assignment: InputAssignment, clock: Clock, onChange: (input: WatchedInput, before: InputState) => void) {
    this.assignment = assignment
    this.#clock = clock
    this.#onChange = onChange
    this.#since = clock.date().toISOString()
  }

  get state(): InputState {
    return this.#watched.state
  }

  get failure(): Failure | null {
    return this.#failure
  }

  /** Whether a feed is there. */
  get isCarrying(): boolean {
    return this.state === 'LIVE' || this.state === 'DEGRADED'
  }

  fact(): InputFact {
    return {
      id: this.assignment.id,
      state: this.state,
      stateSince: this.#since,
      failure: this.#failure,
      tracks: this.#tracks,
      testSignalEndsAt: this.#testSignalEndsAt,
    }
  }

  get tracks(): Track[] {
    return this.#tracks
  }

  get bitrateBps(): number {
    return this.isCarrying ? this.#rate.bitsPerSecond : 0
  }

  rates(): InputRates {
    return {
      id: this.assignment.id,
      bitrateBps: this.bitrateBps,
      bytesReceived: this.#bytesReceived,
      errors: this.#errors,
    }
  }

  /**
   * Takes in what MediaMTX says of the path (null: it has none), asked at `askedAt`. Only of an input that is wanted. False
   * when its tracks became others while the feed went on.
   */
  see(report: PathReport | null, askedAt: number): boolean {
    const elapsedMs = this.#lookedAt === null ? 0 : askedAt - this.#lookedAt
    this.#lookedAt = askedAt
    const { grew, state, ...seen } = look(this.#watched, { path: report, elapsedMs })
    this.#watched = { ...seen, state: this.state }
    if (grew) this.lastGrowthAt = askedAt
    let isSameFeed = true
    if ((state === 'LIVE' || state === 'DEGRADED') && report) {
      this.#rate.add(report.inboundBytes, askedAt)
      this.#bytesReceived = report.inboundBytes
      const tracks = tracksOf(report)
      const changed = JSON.stringify(tracks) !== JSON.stringify(this.#tracks)
      isSameFeed = !this.isCarrying || !areOthers(this.#tracks, tracks)
      this.#tracks = tracks
      if (changed && this.isCarrying) this.#onChange(this, this.state)
    }
    if (state !== this.state) this.become(state, state === 'LOST' ? this.#whyLost() : null)
    else if (state === 'DEGRADED' && this.#clock.now() >= this.#damagedUntil) this.become('LIVE', null)
    return isSameFeed
  }

  /** So many packets were damaged or lost, whether that is worth telling or not. */
  countErrors(count: number): void {
    this.#errors += count
  }

  /** What arrives is damaged: DEGRADED until nothing of the kind was told for some time. */
  damaged(cause: Cause): void {
    if (!this.isCarrying) return
    this.#damagedUntil = this.#clock.now() + damageLastsMs
    this.become('DEGRADED', cause)
  }

  /** Time passed in which nothing could be seen: it is not held against the feed. */
  blink(): void {
    this.#lookedAt = null
  }

  /** The path is made anew: what is known of the old one says nothing of it. */
  forgetPath(): void {
    this.#watched = { ...this.#watched, bytes: null, silentMs: 0 }
    this.#lookedAt = null
    this.lastGrowthAt = null
  }

  /** `cause` is why, for a state that is not as wished. Seen again, a cause goes on counting. */
  become(state: InputState, cause: Cause | null): void {
    const before = this.state
    checkTransition(inputTransitions, before, state)
    if (before === state && cause === null) return
    const now = this.#clock.date()
    this.#failure = cause && nextFailure(before === state ? this.#failure : null, cause, now)
    if (before !== state) {
      const carried = this.isCarrying
      this.#watched = { ...this.#watched, state, silentMs: 0 }
      this.#since = now.toISOString()
      if (this.isCarrying && !carried) this.carryingAt = this.#clock.now()
      if (!this.isCarrying) {
        this.#tracks = []
        this.#rate.clear()
      }
      if (state === 'WAITING' || state === 'STOPPED') this.#bytesReceived = 0
    }
    this.#onChange(this, before)
  }

  /** `endsAt`: when it ends by itself, ISO 8601; null: there is none. */
  setTestSignal(endsAt: string | null): void {
    if (this.#testSignalEndsAt === endsAt) return
    this.#testSignalEndsAt = endsAt
    if (endsAt === null) this.#testEndedAt = this.#clock.now()
    this.#onChange(this, this.state)
  }

  #whyLost(): Cause {
    const isOfTest = this.#clock.now() - this.#testEndedAt < testGoesWithinMs
    return isOfTest ? testSignalOver() : feedLost()
  }
}
