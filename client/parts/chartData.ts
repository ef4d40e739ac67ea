/** One measured step; what was not measured is missing. */
export interface ChartPoint {
  /** ISO 8601. */
  at: string
}

/** Times, seconds, of every step from `fromMs` to `toMs`, and of each reading its value there; null where no step was measured. */
export function onGrid<Point extends ChartPoint>(
  points: readonly Point[],
  { fromMs, toMs, stepMs }: { fromMs: number; toMs: number; stepMs: number },
  readings: readonly ((point: Point) => number | null | undefined)[],
): { times: number[]; values: (number | null)[][] } {
  const steps = Math.max(0, Math.round((toMs - fromMs) / stepMs)) + 1
  const byStep = new Map(points.map((point) => [Math.round((Date.parse(point.at) - fromMs) / stepMs), point]))
  const numbers = Array.from({ length: steps }, (_, step) => step)
  return {
    times: numbers.map((step) => (fromMs + step * stepMs) / 1000),
    values: readings.map((reading) =>
      numbers.map((step) => {
        const point = byStep.get(step)
        return point === undefined ? null : (reading(point) ?? null)
      }),
    ),
  }
}
