import type { Cause } from '../../domain/failure.ts'
import { areUnreadable } from '../../domain/output.ts'
import type { OutputRates } from '../../domain/output.ts'
import { secretUnreadable } from '../../domain/causes/secret.ts'
import type { OutputAssignment } from '../../domain/worker.ts'
import { aborted } from '../bell.ts'
import type { SharedPort, SharedSight } from '../sharedPort.ts'
import { Supervision } from './supervision.ts'
import type { SupervisionDeps } from './supervision.ts'

/** Served for so long, and what went wrong before is forgotten. */
const forgetAfterMs = 30_000

export interface ListenerLoopDeps extends SupervisionDeps {
  sharedPort: SharedPort
}

/**
 * Keeps one output on the shared SRT port as it is wished: open while its input can be read, closed otherwise. Callers
 * come and go as they like; that is no failure. No process of its own runs.
 */
export class ListenerLoop extends Supervision {
  readonly #deps: ListenerLoopDeps
  /** Whether the present start was asked for by a person, or follows the input's return. */
  #isFirst = true
  /** Of the settings that it was opened with; null: it is closed. */
  #openGeneration: number | null = null
  /** Monotonic milliseconds; null: callers are not let in. */
  #openSince: number | null = null
  /** Before the wish became RUNNING. */
  #sentBefore = 0

  constructor(assignment: OutputAssignment, deps: ListenerLoopDeps) {
    super(assignment, deps)
    this.#deps = deps
    this.begin()
  }

  rates(): OutputRates {
    const { bytesSent, bitrateBps, callers } = this.#shared()
    return {
      ...{ id: this.assignment.id, bitrateBps, bytesSent: Math.max(0, bytesSent - this.#sentBefore), callers },
      ...{ cpuPercent: null, rssBytes: null, mediaTimeMs: null },
    }
  }

  override tick(): void {
    const lasted = this.#openSince !== null && this.clock.now() - this.#openSince >= forgetAfterMs
    if (lasted && this.attempts.isAnyToForget) {
      this.attempts.forget()
      this.report.set({ attempt: 0 })
    }
    super.tick()
  }

  override async dispose(): Promise<void> {
    await super.dispose()
    this.#deps.sharedPort.forget(this.assignment.id)
  }

  protected isRunning(): boolean {
    return this.#openSince !== null
  }

  protected countAnew(): void {
    this.#sentBefore = this.#shared().bytesSent
  }

  protected async abandon(): Promise<void> {
    this.#close()
  }

  protected override startAnew(): void {
    super.startAnew()
    this.#isFirst = true
  }

  protected async step(change: AbortSignal): Promise<void> {
    const isWanted = !this.isGone && this.assignment.desired === 'RUNNING'
    if (!isWanted || (this.#openGeneration !== null && this.#openGeneration !== this.assignment.generation)) {
      await this.#end(isWanted, change)
    } else if (this.attempts.isOver(this.assignment)) {
      await aborted(change)
    } else if (areUnreadable(this.assignment.secrets)) {
      this.#fail(secretUnreadable(this.assignment, this.assignment.secrets.unreadable))
    } else if (this.assignment.secrets.accessToken === null) {
      this.#fail(secretUnreadable(this.assignment, ['accessToken']))
    } else if (this.sight().readUrl === null) {
      this.#close()
      this.#rest('WAITING_INPUT')
      await aborted(change)
    } else if (this.#shared().fault !== null && this.clock.now() < this.attempts.notBefore) {
      await this.clock.sleep(this.attempts.notBefore - this.clock.now(), change)
    } else {
      await this.#serve({ ...this.assignment.secrets, accessToken: this.assignment.secrets.accessToken }, change)
    }
  }

  /** A wanted end: of the output, or of what was served with older settings. */
  async #end(isWanted: boolean, change: AbortSignal): Promise<void> {
    this.#close()
    const { state } = this.report
    if (state !== 'STOPPED' && state !== 'WAITING_INPUT' && state !== 'STOPPING')
      this.report.set({ state: 'STOPPING', failure: null, nextAttemptAt: null }, { wanted: true })
    if (!this.#shared().isClosed) return aborted(change)
    this.#openGeneration = null
    if (isWanted) return
    this.attempts.forget()
    this.#rest('STOPPED')
    if (!this.isGone) await aborted(change)
  }

  async #serve(
    { passphrase, accessToken }: { passphrase: string | null; accessToken: string },
    change: AbortSignal,
  ): Promise<void> {
    const { id: outputId, inputId, generation } = this.assignment
    const { state } = this.report
    if (this.#openGeneration === null) {
      const isFirst = this.#isFirst || state === 'WAITING_INPUT'
      if (!isFirst) this.restarts += 1
      this.#isFirst = false
      this.#openGeneration = generation
      this.report.set({
        ...(isFirst ? { state: 'STARTING', failure: null } : {}),
        ...{ generation, attempt: this.attempts.attempt, nextAttemptAt: null, restarts: this.restarts },
      })
    }
    this.#deps.sharedPort.open(
      { outputId, inputId, passphrase, accessToken },
      { onChange: () => this.bell.ring(), onLine: (level, text) => this.log(level, text) },
    )
    const shared = this.#shared()
    if (shared.fault !== null) return this.#fail(shared.fault)
    if (shared.isOpen) this.#tellServed(shared)
    await aborted(change)
  }

  #tellServed({ isAcknowledged }: SharedSight): void {
    this.#openSince ??= this.clock.now()
    this.attempts.clearFailure()
    this.report.set(
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
    const { state } = this.report
    const wasServed = state === 'LIVE' || state === 'LISTENING'
    this.#close()
    this.#openGeneration = null
    if (state === 'STOPPED' || state === 'WAITING_INPUT' || state === 'STOPPING') this.report.set({ state: 'STARTING' })
    const { failure, nextAttemptAt } = this.attempts.fail(
      cause,
      { wasLive: wasServed, followedLook: false, nothingAnswered: false },
      this.assignment,
    )
    // Whatever keeps callers out has to be mended by a person.
    const { attempt } = this.attempts
    this.report.set({ state: 'FAILED', failure, attempt, nextAttemptAt, delivery: 'UNCONFIRMED' })
  }

  #rest(state: 'STOPPED' | 'WAITING_INPUT'): void {
    this.attempts.clearFailure()
    this.#openGeneration = null
    const { generation } = this.assignment
    const nothing = { delivery: 'UNCONFIRMED', failure: null, nextAttemptAt: null } as const
    this.report.set({ state, generation, attempt: this.attempts.attempt, ...nothing }, { wanted: state === 'STOPPED' })
  }

  #close(): void {
    this.#openSince = null
    this.#deps.sharedPort.close(this.assignment.id)
  }

  #shared(): SharedSight {
    return this.#deps.sharedPort.sight(this.assignment.id)
  }
}
