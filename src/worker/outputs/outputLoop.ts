import type { Cause } from '../../domain/failure.ts'
import { areUnreadable } from '../../domain/output.ts'
import type { OutputRates } from '../../domain/output.ts'
import { rulesOf } from '../../domain/protocols/index.ts'
import { withRival } from '../../domain/rivals.ts'
import { secretUnreadable } from '../../domain/causes/secret.ts'
import type { OutputAssignment } from '../../domain/worker.ts'
import { isCarrying } from '../../domain/states.ts'
import { AttemptLog } from './attemptLog.ts'
import { aborted, untilMoot } from '../bell.ts'
import type { Ending, RunEnd } from './outputRun.ts'
import { prepareStart } from './preparation.ts'
import type { Prepared } from './preparation.ts'
import { startRun } from './sender.ts'
import type { LoopDeps } from './sender.ts'
import { Supervision } from './supervision.ts'
import { Tally } from './tally.ts'

/** Live for so long, and what went wrong before is forgotten. */
const forgetAfterMs = 30_000
/** Between two starts when the feed jumped in time: the next start usually finds it in order. */
const inputPauseMs = 500
/** How often a missing program is looked for. */
const programLookMs = 10_000
/** So often in a row an end is laid to a feed that is there; then it is a failure as any other. */
const blamesInARow = 3
const forgiveAfterMs = 10_000

/** An output that an FFmpeg of its own serves. A run returns, and the loop decides what is next. */
export class OutputLoop extends Supervision {
  readonly #deps: LoopDeps
  /** Whether the next start was asked for by a person. */
  #byPerson = true
  /** Grows when a person acts. */
  #wishes = 0
  /** Tracks that the destination cannot carry: nothing is tried until the feed has others. */
  #refusedTracks: string | null = null
  /** Ends in a row that were laid to the feed although it was there. */
  #blames = 0
  readonly #tally: Tally
  readonly #attemptLog: AttemptLog

  constructor(assignment: OutputAssignment, deps: LoopDeps) {
    super(assignment, deps)
    this.#deps = deps
    this.#tally = new Tally(deps.clock)
    this.#attemptLog = new AttemptLog(deps.clock, (level, text, counts) => this.log(level, text, counts))
    this.begin()
  }

  rates(): OutputRates {
    return this.#tally.rates(this.assignment.id)
  }

  /**
   * Another destination answers again. Whether this one does too is looked at out of turn: if not, that was no attempt, and
   * the next one comes when it was to come.
   */
  async lookOutOfTurn(): Promise<void> {
    const { notBefore } = this.attempts
    const { generation } = this.assignment
    const isMoot = () => this.attempts.notBefore !== notBefore || !this.attempts.awaitsAnswer || !this.#isWanted(generation)
    if (isMoot() || this.clock.now() >= notBefore || this.attempts.isOver(this.assignment)) return
    using asked = untilMoot(this.bell, isMoot)
    const { cause } = await this.#deps.lookBeforeRetry(this.assignment, asked.signal)
    if (cause !== null || isMoot()) return
    this.attempts.hasten()
    this.bell.ring()
  }

  protected isRunning(): boolean {
    return this.#tally.run !== null
  }

  protected countAnew(): void {
    this.#tally.countAnew()
  }

  protected async abandon(): Promise<void> {
    await this.#tally.run?.life.stop()
    this.#tally.abandon()
  }

  protected override startAnew(): void {
    super.startAnew()
    this.#byPerson = true
    this.#wishes += 1
  }

  protected async step(change: AbortSignal): Promise<void> {
    if (this.isGone || this.assignment.desired === 'STOPPED') {
      this.#rest('STOPPED')
      if (!this.isGone) await aborted(change)
    } else if (this.attempts.failure?.code === 'CODEC_NOT_CARRIED' && this.#tracks() !== this.#refusedTracks) {
      this.startAnew()
    } else if (this.attempts.isOver(this.assignment)) {
      await this.#mended(change)
    } else if (areUnreadable(this.assignment.secrets)) {
      this.#fail(secretUnreadable(this.assignment, this.assignment.secrets.unreadable))
    } else if (this.sight().readUrl === null) {
      this.#rest('WAITING_INPUT')
      await aborted(change)
    } else if (this.clock.now() < this.attempts.notBefore) {
      await this.clock.sleep(this.attempts.notBefore - this.clock.now(), change)
    } else {
      await this.#start()
    }
  }

  async #start(): Promise<void> {
    const { state } = this.report
    const isWish = this.#byPerson && this.attempts.failure === null
    const isFirst = state === 'STOPPED' || state === 'WAITING_INPUT' || state === 'STOPPING' || (state === 'FAILED' && isWish)
    const { generation, protocol } = this.assignment
    this.report.set({
      ...(isFirst ? { state: 'STARTING', failure: null } : {}),
      ...(isWish ? { nextAttemptAt: null } : {}),
      ...{ generation, attempt: this.attempts.attempt },
    })
    const rules = rulesOf(protocol)
    const misfit = rules.cannotCarry(this.sight().tracks, this.#deps.ffmpegVersion())
    if (misfit !== null) return this.#fail(misfit)

    const prepared = await this.#prepared(isWish)
    using gate = prepared?.gate ?? null
    const { readUrl } = this.sight()
    const { secrets } = this.assignment
    if (prepared === null || readUrl === null || areUnreadable(secrets)) return
    if (prepared.cause !== null) {
      this.#attemptLog.failed(prepared.cause)
      return this.#fail(prepared.cause, prepared)
    }

    const { addresses } = prepared
    // What one does not answer, another may.
    const address = addresses?.[this.attempts.attempt % addresses.length] ?? null
    if (!this.#byPerson) this.restarts += 1
    this.#byPerson = false
    const run = startRun(
      { assignment: this.assignment, secrets, readUrl, address, gate, rules, bell: this.bell, deps: this.#deps },
      {
        isWanted: () => this.#isWanted(generation),
        sight: () => this.sight(),
        mayBlameInput: () => this.#blames < blamesInARow,
        onLine: (level, text, counts) => this.log(level, text, counts),
        onEnding: (why) => this.#ending(why),
        onLive: (confirmed) => this.#live(confirmed),
        onSlow: (cause) => this.#slow(cause),
        onListening: () => this.#listening(),
        onStillLive: (liveMs) => this.#stillLive(liveMs),
      },
    )
    this.#tally.begin(run)
    const { pid } = run.life
    this.report.set({
      restarts: this.restarts,
      delivery: 'UNCONFIRMED',
      nextAttemptAt: null,
      process: pid === null ? null : { pid, startedAt: run.life.startedAt.toISOString() },
    })
    const end = await run.watch()
    this.#tally.end()
    this.#ended(end, { followedLook: prepared.hasLooked })
  }

  /** Null when this start is no longer asked for. */
  #prepared(isWish: boolean): Promise<Prepared | null> {
    const { readUrl } = this.sight()
    const { protocol, generation } = this.assignment
    const [wishes, tracks] = [this.#wishes, this.#tracks()]
    return prepareStart(this.#deps, {
      target: this.assignment,
      // A listener has no destination.
      looks: this.attempts.isLookDue && protocol !== 'SRT_LISTENER',
      // People who wait for a start come first, then what has shown that it works.
      rank: isWish ? Infinity : this.#tally.wasLiveMs,
      bell: this.bell,
      onAnswer: () => {
        if (this.attempts.awaitsAnswer) this.#deps.onReturn()
      },
      isMoot: () =>
        !this.#isWanted(generation) || this.#wishes !== wishes || this.sight().readUrl !== readUrl || this.#tracks() !== tracks,
    })
  }

  #ending(why: Ending): void {
    if (why === 'INPUT') this.#rest('WAITING_INPUT', true)
    else this.report.set({ state: 'STOPPING', failure: null, nextAttemptAt: null }, { wanted: true })
  }

  #live(confirmed: boolean): void {
    if (this.report.state === 'DEGRADED') this.log('INFO', 'This output carries again what its input brings')
    this.#served()
    this.report.set({ state: 'LIVE', delivery: confirmed ? 'CONFIRMED' : 'UNCONFIRMED', failure: null, nextAttemptAt: null })
  }

  #slow(cause: Cause): void {
    if (this.report.state !== 'DEGRADED') this.log('WARNING', cause.message)
    this.report.degrade(cause)
  }

  #listening(): void {
    this.#served()
    // A caller who leaves is no drop.
    this.report.set({ state: 'LISTENING', delivery: 'UNCONFIRMED', failure: null, nextAttemptAt: null }, { wanted: true })
  }

  #served(): void {
    this.#tally.live()
    this.attempts.clearFailure()
    this.#attemptLog.end()
  }

  #stillLive(liveMs: number): void {
    if (liveMs >= forgiveAfterMs) this.#blames = 0
    if (liveMs < forgetAfterMs || !this.attempts.isAnyToForget) return
    this.attempts.forget()
    this.report.set({ attempt: 0 })
  }

  #ended(end: RunEnd, look: { followedLook: boolean }): void {
    if (end.kind === 'FAILED') this.#fail(end.cause, look)
    else this.report.set({ process: null })
    if (end.kind !== 'INPUT') return
    this.attempts.pause(inputPauseMs)
    this.#blames = this.sight().readUrl === null ? 0 : this.#blames + 1
  }

  #fail(cause: Cause, { followedLook = false, nothingAnswered = false } = {}): void {
    const { state } = this.report
    if (cause.code === 'CODEC_NOT_CARRIED') this.#refusedTracks = this.#tracks()
    const { failure, nextAttemptAt, isFailed } = this.attempts.fail(
      withRival(cause, this.assignment, this.#deps.outputs?.() ?? []),
      { wasLive: isCarrying(state) || state === 'LISTENING', followedLook, nothingAnswered },
      this.assignment,
    )
    this.report.set({
      state: isFailed || state === 'FAILED' ? 'FAILED' : 'RECONNECTING',
      failure,
      attempt: this.attempts.attempt,
      nextAttemptAt,
      process: null,
    })
  }

  /** Until a person acts, or a program that was missing is there. */
  async #mended(change: AbortSignal): Promise<void> {
    if (this.attempts.failure?.code !== 'PROGRAM_MISSING') return aborted(change)
    await this.clock.sleep(programLookMs, change)
    if (!change.aborted && this.#deps.isProgramThere()) this.startAnew()
  }

  /** A state in which nothing runs, or will soon not run any more. */
  #rest(state: 'STOPPED' | 'WAITING_INPUT', processStays = false): void {
    const before = this.report.state
    const wanted = state === 'STOPPED'
    if (wanted && before !== 'STOPPED' && before !== 'WAITING_INPUT' && before !== 'STOPPING')
      this.report.set({ state: 'STOPPING' }, { wanted })
    if (wanted) this.attempts.forget()
    this.attempts.clearFailure()
    this.#attemptLog.end()
    const { generation } = this.assignment
    this.report.rest({ state, generation, attempt: this.attempts.attempt }, { wanted, processStays })
  }

  #isWanted(generation: number): boolean {
    return !this.isGone && this.assignment.desired === 'RUNNING' && this.assignment.generation === generation
  }

  /** What the feed carries, to be compared; an absent feed carries what it last did. */
  #tracks(): string | null {
    const { tracks } = this.sight()
    return tracks.length === 0 ? this.#refusedTracks : JSON.stringify(tracks)
  }
}
