/** Of a list that need not be sorted: the smallest value that so great a share (0 to 1) of all does not exceed. Throws when there is none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('Nothing was measured')
  return value
}

/** The value in the middle; of an even number of values, between the two. Throws when there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return (percentile(sorted, 0.5) + sorted[Math.floor(sorted.length / 2)]!) / 2
}

/** How much `values`, taken at `times` (milliseconds), grow in an hour, by the line of least squares; 0 when there are fewer than two. */
export function slopePerHour(times: readonly number[], values: readonly number[]): number {
  const count = values.length
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / count
  const [meanTime, meanValue] = [mean(times), mean(values)]
  const spread = times.reduce((sum, time) => sum + (time - meanTime) ** 2, 0)
  if (count < 2 || spread === 0) return 0
  const together = values.reduce((sum, value, at) => sum + (times[at]! - meanTime) * (value - meanValue), 0)
  return (together / spread) * 3_600_000
}

export type Cell = string | number

export interface Table {
  head: readonly string[]
  rows: readonly (readonly Cell[])[]
}

/** A Markdown table that reads well as text too: the first column to the left, the others to the right. */
export function tableText({ head, rows }: Table): string {
  const cells = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (column === 0 ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width))).join(' | ')} |`
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(cells[0]!), `| ${rule.join(' | ')} |`, ...cells.slice(1).map(line)].join('\n')
}
