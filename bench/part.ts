import type { Table } from './figures.ts'

/** A promise about a figure, and whether it was kept. */
export interface Bar {
  what: string
  bar: string
  measured: string
  met: boolean
}

export interface PartResult {
  tables: Table[]
  bars: Bar[]
}

/** One part of the bench: what it measures, in how many words it must be told to be believed, and how it does. */
export interface Part {
  name: string
  title: string
  /** How each figure is taken: Markdown. */
  how: string
  /** `small`: only to see that it works. */
  run(small: boolean): Promise<PartResult>
}

/** The bar that `measured` is below `most`. */
export function below(what: string, measured: number, most: number, unit: string, digits = 1): Bar {
  return { what, bar: `< ${most} ${unit}`, measured: `${measured.toFixed(digits)} ${unit}`, met: measured < most }
}
