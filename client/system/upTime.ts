import { hoursAndMinutes } from '../parts/format.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

/** `6 d 04:12`, or `4:12` within the first day: how long something has been up, to the minute. */
export function upTime(sinceMs: number, nowMs: number): string {
  const ms = Math.max(0, Math.floor((nowMs - sinceMs) / minuteMs) * minuteMs)
  const days = Math.floor(ms / dayMs)
  const rest = hoursAndMinutes(ms % dayMs)
  return days === 0 ? rest : `${days} d ${rest.padStart(5, '0')}`
}
