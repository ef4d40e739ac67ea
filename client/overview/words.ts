import { count, elapsed, span, underASecond } from '../parts/format.ts'

export { withStop } from '../parts/sentence.ts'

/** `No packets on UDP 5005 since 14:02:11. Its 4 outputs wait; nothing is retried in vain.` */
export function lostWords(why: string, waiting: number): string {
  if (waiting === 0) return why
  return `${why} ${waiting === 1 ? 'Its output waits' : `Its ${waiting} outputs wait`}; nothing is retried in vain.`
}

/** `It went down 14 times in the last 24 hours, and came back.` */
export function flappingWords(drops: number): string {
  return `It went down ${count(drops, 'time')} in the last 24 hours, and comes back by itself.`
}

/** Of a title that says what followed as well, such as `Roof has no feed; its 4 outputs wait`: what happened, and the rest. */
export function causeAndEffect(title: string): [what: string, effect: string] {
  const [what = '', ...rest] = title.split('; ')
  const followed = rest.join('; ')
  return [what, followed && `${followed[0]?.toUpperCase()}${followed.slice(1)}.`]
}

/** `0:12`, or `3:04:10` of what lasted an hour or more. */
export function lastedWords(fromIso: string, toIso: string): string {
  const [from, to] = [Date.parse(fromIso), Date.parse(toIso)]
  if (to - from < 1000) return underASecond
  return to - from < 3_600_000 ? span(from, to) : elapsed(from, to)
}

interface Over {
  closedAt?: string | null
}

/** Those that ended on the day of `nowMs`, in this browser's time zone, at most `most`. */
export function overToday<T extends Over>(incidents: readonly T[], nowMs: number, most = 5): T[] {
  const today = new Date(nowMs).toDateString()
  return incidents.filter(({ closedAt }) => closedAt != null && new Date(closedAt).toDateString() === today).slice(0, most)
}

/** The rate that pictures have with few inputs in sight; that needs no words. */
const usualEveryMs = 5000

/** `a picture of each every 24 s`; empty while they come as often as usual. */
export function pictureEveryWords(everyMs: number): string {
  return everyMs > usualEveryMs ? `a picture of each every ${Math.round(everyMs / 1000)} s` : ''
}
