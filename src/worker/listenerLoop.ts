import { Attempts } from '../domain/attempts.ts'
import type { Bus } from '../domain/bus.ts'
import { secretUnreadable } from '../domain/causes.ts'
import type { Clock, Random } from '../domain/clock.ts'
import type { Cause } from '../domain/failure.ts'
import type { LogLevel } from '../domain/log.ts'
import type { OutputRates } from '../domain/output.ts'
import type { OutputAssignment } from '../domain/worker.ts'
import { Bell, aborted } from './bell.ts'
import type { InputSight } from './ingest.ts'
import { OutputReport } from './outputReport.ts'
import type { SharedPort, SharedSight } from './sharedPort.ts'

/** Served for so long, and what went wrong before is forgotten. */
const forgetAfterMs = 30_000
const mistakePauseMs = 1000

export interface ListenerLoopDeps {
  bus: Bus
  clock: Clock
  random: Random
  sharedPort: SharedPort
  sight: (inputId: string) => InputSight
}

/**
 * Keeps one output on the shared SRT port as it is wished: open while its input can be read, closed otherwise. Callers
 * come and go as they like; that is no failure. No process of its own runs.
 */
export class ListenerLoop {
  readonly #deps: ListenerLoopDeps
  readonly #report: OutputReport
  readonly #bell = new Bell()
  readonly #attempts: Attempts
  readonly #done: Promise<void>
  #assignment: OutputAssignment
  #isGone = false
  /** Whether the present start was asked for by a person, or follows the input's return. */
  #isFirst = true
  /** Of the settings that it was opened with; null: it is closed. */
  #openGeneration: number | null = null
  /** Monotonic milliseconds; null: callers are not let in. */
  #openSince: number | null = null
  #restarts = 0
  /** Before the wish became RUNNING. */
  #sentBefore = 0

  constructor(assignment: OutputAssignment, deps: ListenerLoopDeps) {
    this.#assignment = assignment
    this.#deps = deps
    this.#attempts = new Attempts(deps.clock, deps.random)
    this.#report = new OutputReport(assignment.id, assignment.generation, deps.bus, deps.clock)
    this.#done = this.#loop()
  }

  get inputId(): string {
    return this.#assignment.inputId
  }

  /** New settings or a new wish. Callers are dropped only when their generation or wish is over. */
  update(assignment: OutputAssignment): void {
    const before = this.#assignment
    this.#assignment = assignment
    if (before.desired !== 'RUNNING' && assignment.desired === 'RUNNING') {
      this.#restarts = 0
      this.#sentBefore = this.#shared().bytesSent
      this.#startAnew()
    } else if (before.generation !== assignment.generation) this.#startAnew()
    this.#bell.ring()
  }

  /** The next attempt now, all earlier failures forgotten. Of no effect on one that is served. */
  retry(): void {
    if (this.#openSince !== null) return
    this.#startAnew()
    this.#bell.ring()
  }

  /** Something about its input changed. */
  inputChanged(): void {
    this.#bell.ring()
  }

  /** Resolves when its callers are gone and nothing will follow. */
  dispose(): Promise<void> {
    this.#isGone = true
    this.#bell.ring()
    return this.#done
  }

  rates(): OutputRates {
    const { bytesSent, bitrateBps, callers } = this.#shared()
    return {
      ...{ id: this.#assignment.id, bitrateBps, bytesSent: Math.max(0, bytesSent - this.#sentBefore), callers },
      ...{ cpuPercent: null, rssBytes: null, mediaTimeMs: null },
    }
  }

  /** Once a second: what passes with time alone. */
  tick(): void {
    const lasted = this.#openSince !== null && this.#deps.clock.now() - this.#openSince >= forgetAfterMs
    if (lasted && this.#attempts.isAnyToForget) {
      this.#attempts.forget()
      this.#report.set({ attempt: 0 })
    }
    this.#report.tick()
  }

  async #loop(): Promise<void> {
    while (!(this.#isGone && this.#report.state === 'STOPPED')) {
      try {
        await this.#step(this.#bell.signal)
      } catch (error) {
        // A mistake of ours in one output must not end the others.
        this.#log('ERROR', `The supervision of this output made a mistake and begins anew: ${String(error)}`)
        this.#close()
        await this.#deps.clock.sleep(mistakePauseMs)
      }
    }
    this.#deps.sharedPort.forget(this.#assignment.id)
  }

  async #step(change: AbortSignal): Promise<void> {
    const isWanted = !this.#isGone && this.#assignment.desired === 'RUNNING'
    if (!isWanted || (this.#openGeneration !== null && this.#openGeneration !== this.#assignment.generation)) {
      await this.#end(isWanted, change)
    } else if (this.#attempts.isOver(this.#assignment)) {
      await aborted(change)
    } else if (this.#assignment.secrets?.accessToken === undefined || this.#assignment.secrets.accessToken === null) {
      this.#fail(secretUnreadable)
    } else if (this.#sight().readUrl === null) {
      this.#close()
      this.#rest('WAITING_INPUT')
      await aborted(change)
    } else if (this.#shared().fault !== null && this.#deps.clock.now() < this.#attempts.notBefore) {
      await this.#deps.clock.sleep(this.#attempts.notBefore - this.#deps.clock.now(), change)
    } else {
      await this.#serve(this.#assignment.secrets.accessToken, change)
    }
  }

  /** A wanted end: of the output, or of what was served with older settings. */
  async #end(isWanted: boolean, change: AbortSignal): Promise<void> {
    this.#close()
    const { state } = this.#report
    if (state !== 'STOPPED' && state !== 'WAITING_INPUT' && state !== 'STOPPING')
      this.#report.set({ state: 'STOPPING', failure: null, nextAttemptAt: null }, { wanted: true })
    if (!this.#shared().isClosed) return aborted(change)
    this.#openGeneration = null
    if (isWanted) return
    this.#attempts.forget()
    this.#rest('STOPPED')
    if (!this.#isGone) await aborted(change)
  }

  async #serve(accessToken: string, change: AbortSignal): Promise<void> {
    const { id: outputId, inputId, generation, secrets } = this.#assignment
    const { state } = this.#report
    if (this.#openGeneration === null) {
      const isFirst = this.#isFirst || state === 'WAITING_INPUT'
      if (!isFirst) this.#restarts += 1
      this.#isFirst = false
      this.#openGeneration = generation
      this.#report.set({
        ...(isFirst ? { state: 'STARTING', failure: null } : {}),
        ...{ generation, attempt: this.#attempts.attempt, nextAttemptAt: null, restarts: this.#restarts },
      })
    }
    this.#deps.sharedPort.open(
      { outputId, inputId, passphrase: secrets?.passphrase ?? null, accessToken },
      { onChange: () => this.#bell.ring(), onLine: (level, text) => this.#log(level, text) },
    )
    const shared = this.#shared()
    if (shared.fault !== null) return this.#fail(shared.fault)
    if (shared.isOpen) this.#tellServed(shared)
    await aborted(change)
  }

  #tellServed({ isAcknowledged }: SharedSight): void {
    this.#openSince ??= this.#deps.clock.now()
    this.#attempts.clearFailure()
    this.#report.set(
      {
        state: isAcknowledged ? 'LIVE' : 'LISTENING',
        delivery: isAcknowledged ? 'CONFIRMED' : 'UNCONFIRMED',
        failure: null,
        nextAttemptAt: null,
      },
      // Callers come and go as they like.
      { wanted: true },
    )
  }

  #fail(cause: Cause): void {
    const { state } = this.#report
    const wasServed = state === 'LIVE' || state === 'LISTENING'
    this.#close()
    this.#openGeneration = null
    if (state === 'STOPPED' || state === 'WAITING_INPUT' || state === 'STOPPING') this.#report.set({ state: 'STARTING' })
    const { failure, nextAttemptAt } = this.#attempts.fail(cause, wasServed, this.#assignment)
    // Whatever keeps callers out has to be mended by a person.
    const { attempt } = this.#attempts
    this.#report.set({ state: 'FAILED', failure, attempt, nextAttemptAt, delivery: 'UNCONFIRMED' })
  }

  #rest(state: 'STOPPED' | 'WAITING_INPUT'): void {
    this.#attempts.clearFailure()
    this.#openGeneration = null
    const { generation } = this.#assignment
    const nothing = { delivery: 'UNCONFIRMED', failure: null, nextAttemptAt: null } as const
    this.#report.set({ state, generation, attempt: this.#attempts.attempt, ...nothing }, { wanted: state === 'STOPPED' })
  }

  #close(): void {
    this.#openSince = null
    this.#deps.sharedPort.close(this.#assignment.id)
  }

  #startAnew(): void {
    this.#attempts.startAnew()
    this.#isFirst = true
  }

  #shared(): SharedSight {
    return this.#deps.sharedPort.sight(this.#assignment.id)
  }

  #sight(): InputSight {
    return this.#deps.sight(this.#assignment.inputId)
  }

  #log(level: LogLevel, text: string): void {
    const { id: outputId, inputId } = this.#assignment
    const at = this.#deps.clock.date().toISOString()
    this.#deps.bus.publish('log', { at, source: 'OUTPUT', outputId, inputId, level, text, repeated: 0, dropped: 0 })
  }
}
