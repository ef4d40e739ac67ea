import type { Clock } from '../../domain/clock.ts'
import type { OutputRates } from '../../domain/output.ts'
import type { OutputRun } from './outputRun.ts'

/** What an output has done over all its processes, one after the other. */
export class Tally {
  readonly #clock: Clock
  #run: OutputRun | null = null
  /** By the processes before the present one. */
  #sentBefore = 0
  #cpuSecondsBefore = 0
  /** Monotonic milliseconds; null: not live. */
  #liveSince: number | null = null
  #wasLiveMs = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The one under way; null: none. */
  get run(): OutputRun | null {
    return this.#run
  }

  /** Milliseconds that it was live when it last was. */
  get wasLiveMs(): number {
    return this.#wasLiveMs
  }

  rates(id: string): OutputRates {
    const run = this.#run
    const life = run?.life
    return {
      id,
      bitrateBps: run?.bitrateBps() ?? 0,
      bytesSent: this.#sentBefore + (run?.sentBytes ?? 0),
      callers: run?.callers ?? 0,
      ...(life?.usage() ?? { cpuPercent: null, rssBytes: null }),
      cpuSeconds: this.#cpuSecondsBefore + (life?.cpuSeconds ?? 0),
      mediaTimeMs: life?.mediaTimeMs ?? null,
    }
  }

  begin(run: OutputRun): void {
    this.#run = run
  }

  live(): void {
    this.#liveSince ??= this.#clock.now()
  }

  end(): void {
    this.#sentBefore += this.#run?.sentBytes ?? 0
    this.#cpuSecondsBefore += this.#run?.life.cpuSeconds ?? 0
    if (this.#liveSince !== null) this.#wasLiveMs = this.#clock.now() - this.#liveSince
    this.abandon()
  }

  /** The one under way counts no more. */
  abandon(): void {
    this.#run = null
    this.#liveSince = null
  }

  /** Of what was sent and worked; not of how long it was live. */
  countAnew(): void {
    this.#sentBefore = this.#cpuSecondsBefore = 0
  }
}
