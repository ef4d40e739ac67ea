export const metricsRanges = ['FIVE_MINUTES', 'ONE_HOUR', 'ONE_DAY', 'THIRTY_DAYS'] as const
export type MetricsRange = (typeof metricsRanges)[number]

/** What each range is made of, seconds. */
export const sizeOf: Readonly<Record<MetricsRange, { step: number; length: number }>> = {
  FIVE_MINUTES: { step: 1, length: 300 },
  ONE_HOUR: { step: 10, length: 3600 },
  ONE_DAY: { step: 60, length: 86_400 },
  THIRTY_DAYS: { step: 900, length: 30 * 86_400 },
}

/** The step that is stored as it was observed; those above are made of it. Seconds. */
export const finestStored = sizeOf.ONE_HOUR.step

/** What was observed of one input or output within one step of time. */
export interface MetricsPoint {
  /** When the step began, Unix time in seconds. */
  at: number
  /** Mean over the step. */
  bitrateBps: number
  minBitrateBps: number
  maxBitrateBps: number
  /** Of an input: damaged or lost packets; of an output: times it left LIVE without being asked to. */
  errors: number
  /** Starts of an output's sender that no person asked for. */
  restarts: number
  /** Percent of one core, mean over the step; null: no process. */
  cpuPercent: number | null
  /** The most within the step; null: no process. */
  rssBytes: number | null
}

/** A point that is made of `samples` seconds. */
export interface WeighedPoint extends MetricsPoint {
  samples: number
}

/** Points of one subject: `input:ID` or `output:ID`. */
export interface StoredPoint extends WeighedPoint {
  subject: string
  /** Seconds. */
  step: number
}

export interface Metrics {
  from: Date
  to: Date
  stepMs: number
  /** Oldest first. */
  points: MetricsPoint[]
}

/** Puts points together to one. */
export class PointSum {
  #samples = 0
  #bits = 0
  #least = Number.POSITIVE_INFINITY
  #most = 0
  #errors = 0
  #restarts = 0
  #cpu = 0
  #cpuSamples = 0
  #rss = -1

  get isEmpty(): boolean {
    return this.#samples === 0
  }

  add({ samples, bitrateBps, minBitrateBps, maxBitrateBps, errors, restarts, cpuPercent, rssBytes }: WeighedPoint): void {
    this.#samples += samples
    this.#bits += bitrateBps * samples
    this.#least = Math.min(this.#least, minBitrateBps)
    this.#most = Math.max(this.#most, maxBitrateBps)
    this.count(errors, restarts)
    this.#use(cpuPercent, rssBytes, samples)
  }

  /** What was seen at one second. */
  sample(bitrateBps: number, cpuPercent: number | null, rssBytes: number | null): void {
    this.#samples++
    this.#bits += bitrateBps
    this.#least = Math.min(this.#least, bitrateBps)
    this.#most = Math.max(this.#most, bitrateBps)
    this.#use(cpuPercent, rssBytes, 1)
  }

  count(errors: number, restarts: number): void {
    this.#errors += errors
    this.#restarts += restarts
  }

  /** Not of an empty one. */
  point(at: number): WeighedPoint {
    return {
      ...{ at, samples: this.#samples, bitrateBps: this.#bits / this.#samples },
      ...{ minBitrateBps: this.#least, maxBitrateBps: this.#most, errors: this.#errors, restarts: this.#restarts },
      cpuPercent: this.#cpuSamples === 0 ? null : this.#cpu / this.#cpuSamples,
      rssBytes: this.#rss < 0 ? null : this.#rss,
    }
  }

  clear(): void {
    this.#samples = this.#bits = this.#most = this.#errors = this.#restarts = this.#cpu = this.#cpuSamples = 0
    this.#least = Number.POSITIVE_INFINITY
    this.#rss = -1
  }

  #use(cpuPercent: number | null, rssBytes: number | null, samples: number): void {
    if (cpuPercent !== null) {
      this.#cpu += cpuPercent * samples
      this.#cpuSamples += samples
    }
    if (rssBytes !== null) this.#rss = Math.max(this.#rss, rssBytes)
  }
}

/** Points of steps of `step` seconds, oldest first, made of finer ones in any order. */
export function coarser(points: Iterable<WeighedPoint>, step: number): WeighedPoint[] {
  const sums = new Map<number, PointSum>()
  for (const point of points) {
    const at = startOf(point.at, step)
    const sum = sums.get(at) ?? new PointSum()
    sums.set(at, sum)
    sum.add(point)
  }
  return [...sums].sort(([one], [other]) => one - other).map(([at, sum]) => sum.point(at))
}

/** When the step that a moment lies in began; all in seconds. */
export function startOf(at: number, step: number): number {
  return Math.floor(at / step) * step
}

/** How much a counter grew that may have begun anew in between. */
export function growth(before: number, now: number): number {
  return now < before ? now : now - before
}
