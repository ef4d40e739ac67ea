import { lengthWords } from '../parts/format.ts'

/** `6 d 4 h`, or `4 h 12 min` within the first day: how long something has been up. */
export function upTime(sinceMs: number, nowMs: number): string {
  return lengthWords(nowMs - sinceMs)
}
