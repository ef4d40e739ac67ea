import { PointSum } from '../../domain/metrics.ts'
import type { MetricsPoint, WeighedPoint } from '../../domain/metrics.ts'
import { SecondsRing } from './secondsRing.ts'

/** The tick is a little longer than a second; a rate is that of the last two. */
const tickLateMs = 1500

/** What is observed of one input or output now, taken down second by second. */
export class Recorder {
  /** Made with the first second: many are never started. */
  #ring: SecondsRing | null = null
  readonly #step = new PointSum()
  #lastMs = 0
  /** What was counted before the first second. */
  #errors = 0
  #restarts = 0

  /** `atMs`: Unix time in milliseconds. */
  sample(atMs: number, bitrateBps: number, cpuPercent: number | null, rssBytes: number | null): void {
    const second = Math.floor(atMs / 1000)
    const last = Math.floor(this.#lastMs / 1000)
    this.#ring ??= new SecondsRing()
    // A second that fell between two ticks was observed too.
    if (second === last + 2 && atMs - this.#lastMs < tickLateMs) this.#ring.put(second - 1, bitrateBps, cpuPercent, rssBytes)
    this.#ring.put(second, bitrateBps, cpuPercent, rssBytes)
    this.#step.sample(bitrateBps, cpuPercent, rssBytes)
    this.#lastMs = atMs
    if (this.#errors + this.#restarts > 0) {
      this.#ring.count(this.#errors, this.#restarts)
      this.#step.count(this.#errors, this.#restarts)
      this.#errors = this.#restarts = 0
    }
  }

  /** Belongs to the second that was sampled last: what ended may be told after it. */
  count(errors: number, restarts: number): void {
    if (errors + restarts === 0) return
    if (this.#ring === null || this.#step.isEmpty) {
      this.#errors += errors
      this.#restarts += restarts
    } else {
      this.#ring.count(errors, restarts)
      this.#step.count(errors, restarts)
    }
  }

  /** What the step that began `at` has so far; null: nothing was observed. */
  sofar(at: number): WeighedPoint | null {
    return this.#step.isEmpty ? null : this.#step.point(at)
  }

  /** The same, and the next step begins. */
  close(at: number): WeighedPoint | null {
    const point = this.sofar(at)
    this.#step.clear()
    return point
  }

  /** See `SecondsRing`. */
  seconds(after: number, upTo: number): MetricsPoint[] {
    return this.#ring?.between(after, upTo) ?? []
  }
}
