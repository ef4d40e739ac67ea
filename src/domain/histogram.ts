/** What was observed so far. */
export interface HistogramReading {
  /** Upper bounds, ascending; what lies above the last is in `count` alone. */
  bounds: readonly number[]
  /** For each bound, how many were not above it. */
  counts: readonly number[]
  sum: number
  count: number
}

/** Counts what is observed by how large it is: bounded memory, whatever comes. */
export class Histogram {
  readonly #bounds: readonly number[]
  /** By the first bound that is not below it; the last: above all. */
  readonly #hits: number[]
  #sum = 0

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds
    this.#hits = Array<number>(bounds.length + 1).fill(0)
  }

  observe(value: number): void {
    const at = this.#bounds.findIndex((bound) => value <= bound)
    const slot = at < 0 ? this.#bounds.length : at
    this.#hits[slot] = (this.#hits[slot] ?? 0) + 1
    this.#sum += value
  }

  read(): HistogramReading {
    let count = 0
    const counts = this.#hits.map((hits) => (count += hits))
    return { bounds: this.#bounds, counts: counts.slice(0, -1), sum: this.#sum, count }
  }
}

/** Seconds, of what takes a moment: a turn of the event loop, a transaction. */
export const momentBounds = [0.001, 0.005, 0.02, 0.05, 0.1, 0.5, 1, 5] as const

/** Seconds, of what people wait for. */
export const waitBounds = [1, 2, 3, 5, 10, 30, 60, 300] as const
