import { median, slopePerHour } from '../figures.ts'
import type { Table } from '../figures.ts'
import type { Sample } from './sample.ts'

/** What may be in the last quarter when the second quarter had `before`. */
export interface Bound<Measure extends string> {
  measure: Measure
  what: string
  most: (before: number) => number
}

export interface Judged {
  what: string
  /** Medians of the second and of the last quarter. */
  before: number
  after: number
  most: number
  /** Growth in an hour, from the second quarter on. */
  slope: number
  isBounded: boolean
}

/** Lines of the log that the manager keeps of each output, input and component. */
const keptLines = 5000
const keptIncidents = 10_000

/** Of a server that is given no rest. */
export const serverBounds: Bound<Exclude<keyof Sample, 'at'>>[] = [
  { measure: 'memoryMb', what: 'memory of the manager, MB', most: (before) => before * 1.1 },
  { measure: 'handles', what: 'open files', most: (before) => before * 1.1 + 5 },
  { measure: 'sockets', what: 'of these sockets', most: (before) => before * 1.1 + 5 },
  { measure: 'threads', what: 'threads', most: (before) => before + 2 },
  { measure: 'children', what: 'child processes', most: (before) => before * 1.1 + 3 },
  // One that ended in this very moment is seen now and then, but never in half of all looks.
  { measure: 'zombies', what: 'zombies', most: () => 0 },
  { measure: 'mediamtxMb', what: 'memory of MediaMTX, MB', most: (before) => before * 1.2 + 10 },
  { measure: 'books', what: 'logs in the database', most: (before) => before * 1.1 + 3 },
  { measure: 'longestBook', what: 'lines of the longest log', most: () => keptLines },
  { measure: 'incidents', what: 'incidents', most: () => keptIncidents },
]

/** Throws when there are fewer than eight samples. */
export function judge<Measure extends string>(
  samples: readonly ({ at: number } & Record<Measure, number>)[],
  bounds: readonly Bound<Measure>[],
): Judged[] {
  const length = samples.length / 4
  if (length < 2) throw new Error('The soak was too short to be judged')
  const quarter = (number: number) => samples.slice(Math.floor((number - 1) * length), Math.floor(number * length))
  const settled = samples.slice(Math.floor(length))
  return bounds.map(({ measure, what, most }) => {
    const of = (list: typeof samples) => list.map((sample) => sample[measure])
    const [before, after] = [median(of(quarter(2))), median(of(quarter(4)))]
    const slope = slopePerHour(
      settled.map(({ at }) => at),
      of(settled),
    )
    return { what, before, after, most: most(before), slope, isBounded: after <= most(before) }
  })
}

/** What `judge` says, as a table. */
export function verdictTable(judged: readonly Judged[]): Table {
  return {
    head: ['what', 'second quarter', 'last quarter', 'allowed', 'growth in an hour', 'bounded'],
    rows: judged.map(({ what, before, after, most, slope, isBounded }) => [
      what,
      ...[before, after, most, slope].map((value) => value.toFixed(1)),
      isBounded ? 'yes' : '**no**',
    ]),
  }
}
