import { minuteOfDay } from '../parts/format.ts'

const dayMs = 86_400_000
const marks = 6

/** What stands at six equal distances under a time, the first at its beginning; days where it is longer than two. */
export function axisTimes(fromMs: number, toMs: number): string[] {
  return Array.from({ length: marks }, (_, mark) => {
    const at = new Date(fromMs + ((toMs - fromMs) * mark) / marks)
    if (toMs - fromMs <= 2 * dayMs) return minuteOfDay(at.toISOString())
    return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
  })
}
