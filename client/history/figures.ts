/** One measured step, as `metrics` answers. */
export interface Measured {
  /** ISO 8601. */
  at: string
  bitrateBps: number
  minBitrateBps: number
  maxBitrateBps: number
  errors: number
  restarts: number
  cpuPercent?: number | null
  rssBytes?: number | null
}

export interface Figures {
  /** Bits per second. */
  lowest: number
  average: number
  highest: number
  errors: number
  restarts: number
  /** Percent of one core; null: no process was measured. */
  cpuPercent: number | null
  /** Bytes, the most; null: no process was measured. */
  rssBytes: number | null
}

/** What the steps come to; null when nothing was measured. Steps that are missing count for nothing, not for zero. */
export function figuresOf(points: readonly Measured[]): Figures | null {
  if (points.length === 0) return null
  const cpu = points.flatMap(({ cpuPercent }) => cpuPercent ?? [])
  const memory = points.flatMap(({ rssBytes }) => rssBytes ?? [])
  const sum = (of: (point: Measured) => number) => points.reduce((total, point) => total + of(point), 0)
  return {
    lowest: least(points.map(({ minBitrateBps }) => minBitrateBps)),
    average: sum(({ bitrateBps }) => bitrateBps) / points.length,
    highest: most(points.map(({ maxBitrateBps }) => maxBitrateBps)),
    errors: sum(({ errors }) => errors),
    restarts: sum(({ restarts }) => restarts),
    cpuPercent: cpu.length === 0 ? null : cpu.reduce((total, one) => total + one, 0) / cpu.length,
    rssBytes: memory.length === 0 ? null : most(memory),
  }
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
}

function most(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), 0)
}
