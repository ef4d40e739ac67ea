import type { MetricsRange } from '../generated/graphql.ts'

/** How far back a chart goes, as it stands in the address. */
export interface HealthRange {
  value: string
  name: string
  range: MetricsRange
  /** How often it is asked for anew, milliseconds: no more often than a step is seen to be added. */
  everyMs: number
}

export const healthRanges = [
  { value: '5m', name: '5 min', range: 'FIVE_MINUTES', everyMs: 5000 },
  { value: '1h', name: '1 h', range: 'ONE_HOUR', everyMs: 10_000 },
  { value: '24h', name: '24 h', range: 'ONE_DAY', everyMs: 60_000 },
  { value: '30d', name: '30 d', range: 'THIRTY_DAYS', everyMs: 300_000 },
] as const satisfies readonly HealthRange[]

export const rangeValues = ['5m', '1h', '24h', '30d'] as const

/** The range with this value in the address. */
export function rangeOf(value: (typeof rangeValues)[number]): HealthRange {
  return healthRanges.find((one) => one.value === value) ?? healthRanges[0]
}
