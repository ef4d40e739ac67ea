import { minuteOfDay } from './format.ts'

interface Mark {
  word: string
  /** Where it stands, from 0, the beginning, to 1, now. */
  part: number
}

const hourMs = 3_600_000
/** Distances that people count in, in hours. */
const distances = [1 / 6, 0.5, 1, 2, 4, 6, 12, 24, 48, 96, 120, 168, 240]
/** Nearer to an end there is no room. */
const atEnds = { first: 0.03, last: 0.86 }

/** Round moments within so many hours before `untilMs`, `most` of them or fewer, this browser's time zone; days where they are more than two. */
export function axisMarks(untilMs: number, hours: number, most: number): Mark[] {
  const stepMs = (distances.find((distance) => hours / distance <= most) ?? hours) * hourMs
  const fromMs = untilMs - hours * hourMs
  const midnight = new Date(fromMs).setHours(0, 0, 0, 0)
  const marks = Array.from({ length: Math.ceil((untilMs - midnight) / stepMs) }, (_, place) => midnight + place * stepMs)
  return marks
    .map((at) => ({ at, part: (at - fromMs) / (untilMs - fromMs) }))
    .filter(({ part }) => part >= atEnds.first && part <= atEnds.last)
    .map(({ at, part }) => ({ word: hours <= 48 ? minuteOfDay(new Date(at).toISOString()) : dayOfMonth(at), part }))
}

function dayOfMonth(ms: number): string {
  return new Date(ms).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
}
