import { sizeOf } from '../../domain/metrics.ts'
import type { MetricsPoint } from '../../domain/metrics.ts'

const slots = sizeOf.FIVE_MINUTES.length

/** The last five minutes of one input or output, second by second: 6.6 kB. Seconds are Unix time. */
export class SecondsRing {
  /** Which second stands in a slot; 0: none. */
  readonly #seconds = new Uint32Array(slots)
  readonly #bitrates = new Float32Array(slots)
  readonly #errors = new Uint32Array(slots)
  readonly #restarts = new Uint16Array(slots)
  /** NaN where there is no process. A page of memory is 4096 bytes, so that no figure is rounded. */
  readonly #cpu = new Float32Array(slots)
  readonly #rss = new Float32Array(slots)
  #newest = 0

  /** Of a second that was put already the later word counts. */
  put(second: number, bitrateBps: number, cpuPercent: number | null, rssBytes: number | null): void {
    const slot = second % slots
    if (this.#seconds[slot] !== second) {
      this.#seconds[slot] = second
      this.#errors[slot] = 0
      this.#restarts[slot] = 0
    }
    this.#bitrates[slot] = bitrateBps
    this.#cpu[slot] = cpuPercent ?? Number.NaN
    this.#rss[slot] = rssBytes ?? Number.NaN
    this.#newest = second
  }

  /** Counted to the newest second. */
  count(errors: number, restarts: number): void {
    const slot = this.#newest % slots
    this.#errors[slot]! += errors
    this.#restarts[slot]! += restarts
  }

  /** After the one second, up to the other, oldest first. */
  between(after: number, upTo: number): MetricsPoint[] {
    const points: MetricsPoint[] = []
    for (let second = Math.max(after, upTo - slots) + 1; second <= upTo; second++) {
      const slot = second % slots
      if (this.#seconds[slot] === second) points.push(this.#point(slot, second))
    }
    return points
  }

  #point(slot: number, at: number): MetricsPoint {
    const bitrateBps = this.#bitrates[slot]!
    const [cpu, rss] = [this.#cpu[slot]!, this.#rss[slot]!]
    return {
      ...{ at, bitrateBps, minBitrateBps: bitrateBps, maxBitrateBps: bitrateBps },
      ...{ errors: this.#errors[slot]!, restarts: this.#restarts[slot]! },
      ...{ cpuPercent: Number.isNaN(cpu) ? null : cpu, rssBytes: Number.isNaN(rss) ? null : rss },
    }
  }
}
