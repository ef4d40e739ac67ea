import { megabits } from '../parts/format.ts'
import type { Figures } from './figures.ts'

/** `lowest 7.61, average 8.02, highest 8.40 Mb/s`. */
export function rateWords({ lowest, average, highest }: Figures): string {
  return `lowest ${megabits(lowest)}, average ${megabits(average)}, highest ${megabits(highest)} Mb/s`
}
