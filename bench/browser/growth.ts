import { median } from '../figures.ts'
import type { Table } from '../figures.ts'

/** What may be added for good, in kB, by what comes again and again. */
export interface GrowthBound<Sample> {
  what: string
  /** What comes again and again, such as `minute`. */
  per: string
  /** How often it has come. */
  count: (sample: Sample) => number
  kb: (sample: Sample) => number
  most: number
}

export interface Growth {
  what: string
  per: string
  /** Medians of the first and of the second half of what is judged. */
  before: number
  after: number
  slope: number
  most: number
  isBounded: boolean
}

const fewest = 8

/** The first half is warming up: what is loaded, drawn and asked for the first time. Throws when the rest is too little. */
export function judgeGrowth<Sample>(samples: readonly Sample[], bounds: readonly GrowthBound<Sample>[]): Growth[] {
  const warm = samples.slice(Math.floor(samples.length / 2))
  if (warm.length < fewest) throw new Error('The soak was too short to be judged')
  const middle = Math.floor(warm.length / 2)
  return bounds.map(({ what, per, count, kb, most }) => {
    const sizes = warm.map(kb)
    const slope = medianSlope(warm.map(count), sizes)
    const [before, after] = [median(sizes.slice(0, middle)), median(sizes.slice(middle))]
    return { what, per, before, after, slope, most, isBounded: slope <= most }
  })
}

/** The slope in the middle of those between every two points: one that lies far off does not turn it. */
export function medianSlope(xs: readonly number[], ys: readonly number[]): number {
  return median(
    xs.flatMap((x, at) =>
      xs.slice(at + 1).flatMap((other, behind) => (other === x ? [] : [(ys[at + 1 + behind]! - ys[at]!) / (other - x)])),
    ),
  )
}

export function growthTable(growths: readonly Growth[]): Table {
  return {
    head: ['what is kept', 'third quarter', 'last quarter', 'growth', 'allowed', 'bounded'],
    rows: growths.map(({ what, per, before, after, slope, most, isBounded }) => [
      what,
      ...[before, after].map((kb) => `${kb.toFixed(0)} kB`),
      `${slope.toFixed(1)} kB a ${per}`,
      `${most} kB a ${per}`,
      isBounded ? 'yes' : '**no**',
    ]),
  }
}
