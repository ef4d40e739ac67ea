import { Attempts } from '../domain/attempts.ts'
import type { Bus } from '../domain/bus.ts'
import { isWaitingTalk } from '../domain/callerLog.ts'
import { secretUnreadable } from '../domain/causes.ts'
import type { Clock, Random } from '../domain/clock.ts'
import type { Cause } from '../domain/failure.ts'
import type { LogLevel } from '../domain/log.ts'
import type { OutputRates } from '../domain/output.ts'
import { rulesOf } from '../domain/protocols/index.ts'
import type { Redactor } from '../domain/redaction.ts'
import type { OutputAssignment } from '../domain/worker.ts'
import { Bell, aborted } from './bell.ts'
import { FfmpegLife } from './ffmpegLife.ts'
import type { InputSight } from './ingest.ts'
import { OneCaller } from './oneCaller.ts'
import { OutputReport } from './outputReport.ts'
import { OutputRun } from './outputRun.ts'
import type { Ending, RunEnd } from './outputRun.ts'
import type { Pace } from './pace.ts'
import type { StartProcess } from './process.ts'

/** Live for so long, and what went wrong before is forgotten. */
const forgetAfterMs = 30_000
/** Between two starts when the feed jumped in time: the next start usually finds it in order. */
const inputPauseMs = 500
/** How often a missing program is looked for. */
const programLookMs = 10_000
const mistakePauseMs = 1000
/** So often in a row an end is laid to a feed that is there; then it is a failure as any other. */
const blamesInARow = 3
const forgiveAfterMs = 10_000

export interface LoopDeps {
  bus: Bus
  clock: Clock
  random: Random
  redactor: Redactor
  startProcess: StartProcess
  pace: Pace
  ffmpegBin: string
  isProgramThere: () => boolean
  /** Null until it is known. */
  ffmpegVersion: () => string | null
  /** File with the certificates of the authorities that this machine trusts. */
  caFile: string
  sight: (inputId: string) => InputSight
}

/**
 * Keeps one output as it is wished: looks at wish, settings, input and history anew at each step, and does the one
 * thing that follows. A run returns, and the loop decides what is next.
 */
export class OutputLoop {
  readonly #deps: LoopDeps
  readonly #report: OutputReport
  readonly #bell = new Bell()
  readonly #attempts: Attempts
  readonly #done: Promise<void>
  #assignment: OutputAssignment
  #isGone = false
  #run: OutputRun | null = null
  /** Whether the next start was asked for by a person. */
  #byPerson = true
  /** Tracks that the destination cannot carry: nothing is tried until the feed has others. */
  #refusedTracks: string | null = null
  /** Ends in a row that were laid to the feed although it was there. */
  #blames = 0
  #restarts = 0
  /** By the processes before the present one. */
  #sentBefore = 0

  constructor(assignment: OutputAssignment, deps: LoopDeps) {
    this.#assignment = assignment
    this.#deps = deps
    this.#attempts = new Attempts(deps.clock, deps.random)
    this.#report = new OutputReport(assignment.id, assignment.generation, deps.bus, deps.clock)
    this.#done = this.#loop()
  }

  get inputId(): string {
    return this.#assignment.inputId
  }

  /** New settings or a new wish. What runs is ended only when its generation or wish is over. */
  update(assignment: OutputAssignment): void {
    const before = this.#assignment
    this.#assignment = assignment
    if (before.desired !== 'RUNNING' && assignment.desired === 'RUNNING') {
      this.#restarts = 0
      this.#sentBefore = 0
      this.#startAnew()
    } else if (before.generation !== assignment.generation) {
      this.#startAnew()
    } else if (JSON.stringify(before) === JSON.stringify(assignment)) {
      return
    }
    this.#bell.ring()
  }

  /** The next attempt now, all earlier failures forgotten. Of no effect on one that runs. */
  retry(): void {
    if (this.#run !== null) return
    this.#startAnew()
    this.#bell.ring()
  }

  /** Something about its input changed. */
  inputChanged(): void {
    this.#bell.ring()
  }

  /** Resolves when its process has exited and nothing will follow. */
  dispose(): Promise<void> {
    this.#isGone = true
    this.#bell.ring()
    return this.#done
  }

  rates(): OutputRates {
    const run = this.#run
    const life = run?.life
    return {
      id: this.#assignment.id,
      bitrateBps: run?.bitrateBps() ?? 0,
      bytesSent: this.#sentBefore + (run?.sentBytes ?? 0),
      callers: run?.callers ?? 0,
      ...(life?.usage() ?? { cpuPercent: null, rssBytes: null }),
      mediaTimeMs: life?.mediaTimeMs ?? null,
    }
  }

  /** Once a second: what passes with time alone. */
  tick(): void {
    this.#report.tick()
  }

  async #loop(): Promise<void> {
    while (!(this.#isGone && this.#report.state === 'STOPPED')) {
      try {
        await this.#step(this.#bell.signal)
      } catch (error) {
        // A mistake of ours in one output must not end the others.
        this.#log('ERROR', `The supervision of this output made a mistake and begins anew: ${String(error)}`)
        await this.#run?.life.stop()
        this.#run = null
        await this.#deps.clock.sleep(mistakePauseMs)
      }
    }
  }

  async #step(change: AbortSignal): Promise<void> {
    if (this.#isGone || this.#assignment.desired === 'STOPPED') {
      this.#rest('STOPPED')
      if (!this.#isGone) await aborted(change)
    } else if (this.#attempts.failure?.code === 'CODEC_NOT_CARRIED' && this.#tracks() !== this.#refusedTracks) {
      this.#startAnew()
    } else if (this.#attempts.isOver(this.#assignment)) {
      await this.#mended(change)
    } else if (this.#assignment.secrets === null) {
      this.#fail(secretUnreadable)
    } else if (this.#sight().readUrl === null) {
      this.#rest('WAITING_INPUT')
      await aborted(change)
    } else if (this.#deps.clock.now() < this.#attempts.notBefore) {
      await this.#deps.clock.sleep(this.#attempts.notBefore - this.#deps.clock.now(), change)
    } else {
      await this.#start(change)
    }
  }

  async #start(change: AbortSignal): Promise<void> {
    const { state } = this.#report
    const wanted =
      state === 'STOPPED' || state === 'WAITING_INPUT' || state === 'STOPPING' || (state === 'FAILED' && this.#byPerson)
    this.#report.set({
      ...(wanted ? { state: 'STARTING', failure: null } : {}),
      generation: this.#assignment.generation,
      attempt: this.#attempts.attempt,
      nextAttemptAt: null,
    })
    const rules = rulesOf(this.#assignment.protocol)
    const misfit = rules.cannotCarry(this.#sight().tracks, this.#deps.ffmpegVersion())
    if (misfit !== null) return this.#fail(misfit)
    if (!(await this.#deps.pace.turn(change))) return
    const readUrl = this.#sight().readUrl
    const { secrets, generation } = this.#assignment
    if (readUrl === null || secrets === null || change.aborted) return

    if (!this.#byPerson) this.#restarts += 1
    this.#byPerson = false
    const { clock } = this.#deps
    const listens = this.#assignment.protocol === 'SRT_LISTENER'
    const caller = listens
      ? new OneCaller(
          clock,
          (level, text) => this.#log(level, text),
          () => this.#bell.ring(),
        )
      : null
    const run = new OutputRun({
      ...{ clock, caller },
      bell: this.#bell,
      acknowledgement: rules.acknowledgement,
      destination: { protocol: this.#assignment.protocol, url: this.#assignment.url },
      isWanted: () => !this.#isGone && this.#assignment.desired === 'RUNNING' && this.#assignment.generation === generation,
      sight: () => this.#sight(),
      mayBlameInput: () => this.#blames < blamesInARow,
      startLife: (onProgress) =>
        new FfmpegLife({
          ...this.#deps,
          readUrl,
          inputBitrateBps: () => this.#sight().bitrateBps,
          outputArgs: rules.ffmpegOutput(this.#assignment, secrets, { caFile: this.#deps.caFile }),
          onProgress,
          onLine: ({ level, text, ...counts }) => this.#log(isWaitingTalk(text) ? 'DEBUG' : level, text, counts),
          onSaid: caller ? (text) => caller.hear(text) : undefined,
        }),
      onEnding: (why) => this.#ending(why),
      onLive: (confirmed) => this.#live(confirmed),
      onListening: () => this.#listening(),
      onStillLive: (liveMs) => this.#stillLive(liveMs),
    })
    this.#run = run
    const { pid } = run.life
    this.#report.set({
      restarts: this.#restarts,
      delivery: 'UNCONFIRMED',
      process: pid === null ? null : { pid, startedAt: run.life.startedAt.toISOString() },
    })
    const end = await run.watch()
    this.#sentBefore += run.sentBytes
    this.#run = null
    this.#ended(end)
  }

  #ending(why: Ending): void {
    if (why === 'INPUT') this.#rest('WAITING_INPUT', true)
    else this.#report.set({ state: 'STOPPING', failure: null, nextAttemptAt: null }, { wanted: true })
  }

  #live(confirmed: boolean): void {
    this.#attempts.clearFailure()
    this.#report.set({ state: 'LIVE', delivery: confirmed ? 'CONFIRMED' : 'UNCONFIRMED', failure: null, nextAttemptAt: null })
  }

  #listening(): void {
    this.#attempts.clearFailure()
    // A caller who leaves is no drop.
    this.#report.set({ state: 'LISTENING', delivery: 'UNCONFIRMED', failure: null, nextAttemptAt: null }, { wanted: true })
  }

  #stillLive(liveMs: number): void {
    if (liveMs >= forgiveAfterMs) this.#blames = 0
    if (liveMs < forgetAfterMs || !this.#attempts.isAnyToForget) return
    this.#attempts.forget()
    this.#report.set({ attempt: 0 })
  }

  #ended(end: RunEnd): void {
    if (end.kind === 'FAILED') this.#fail(end.cause)
    else this.#report.set({ process: null })
    if (end.kind !== 'INPUT') return
    this.#attempts.pause(inputPauseMs)
    this.#blames = this.#sight().readUrl === null ? 0 : this.#blames + 1
  }

  #fail(cause: Cause): void {
    const { state } = this.#report
    if (cause.code === 'CODEC_NOT_CARRIED') this.#refusedTracks = this.#tracks()
    const { failure, nextAttemptAt, isFailed } = this.#attempts.fail(
      cause,
      state === 'LIVE' || state === 'LISTENING',
      this.#assignment,
    )
    this.#report.set({
      state: isFailed || state === 'FAILED' ? 'FAILED' : 'RECONNECTING',
      failure,
      attempt: this.#attempts.attempt,
      nextAttemptAt,
      process: null,
    })
  }

  /** Until a person acts, or a program that was missing is there. */
  async #mended(change: AbortSignal): Promise<void> {
    if (this.#attempts.failure?.code !== 'PROGRAM_MISSING') return aborted(change)
    await this.#deps.clock.sleep(programLookMs, change)
    if (!change.aborted && this.#deps.isProgramThere()) this.#startAnew()
  }

  /** A state in which nothing runs, or will soon not run any more. */
  #rest(state: 'STOPPED' | 'WAITING_INPUT', processStays = false): void {
    const before = this.#report.state
    const wanted = state === 'STOPPED'
    if (wanted && before !== 'STOPPED' && before !== 'WAITING_INPUT' && before !== 'STOPPING')
      this.#report.set({ state: 'STOPPING' }, { wanted })
    if (wanted) this.#attempts.forget()
    this.#attempts.clearFailure()
    this.#report.set(
      {
        state,
        generation: this.#assignment.generation,
        delivery: 'UNCONFIRMED',
        attempt: this.#attempts.attempt,
        failure: null,
        nextAttemptAt: null,
        ...(processStays ? {} : { process: null }),
      },
      { wanted },
    )
  }

  /** What the feed carries, to be compared; an absent feed carries what it last did. */
  #tracks(): string | null {
    const { tracks } = this.#sight()
    return tracks.length === 0 ? this.#refusedTracks : JSON.stringify(tracks)
  }

  #startAnew(): void {
    this.#attempts.startAnew()
    this.#byPerson = true
  }

  #log(level: LogLevel, text: string, counts = { repeated: 0, dropped: 0 }): void {
    const { id: outputId, inputId } = this.#assignment
    this.#deps.bus.publish('log', {
      at: this.#deps.clock.date().toISOString(),
      source: 'OUTPUT',
      outputId,
      inputId,
      level,
      text,
      ...counts,
    })
  }

  #sight(): InputSight {
    return this.#deps.sight(this.#assignment.inputId)
  }
}
