/** `0:06:31`: hours, minutes, seconds between two moments, never below zero. */
export function elapsed(fromMs: number, toMs: number): string {
  const seconds = Math.max(0, Math.floor((toMs - fromMs) / 1000))
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** In place of figures that would all be zero, of what is over: it did last. */
export const underASecond = 'under 1 s'

/** `0:42`: minutes and seconds between two moments; a second that has begun counts. */
export function span(fromMs: number, toMs: number): string {
  const seconds = Math.max(0, Math.ceil((toMs - fromMs) / 1000))
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
}

/** `49 s`, `4 min`, `22 h 19 min`, `6 d 4 h`: how long something was, milliseconds, where no seconds are counted along. */
export function lengthWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  const [large, small] = hours < 24 ? [`${hours} h`, `${minutes % 60} min`] : [`${Math.floor(hours / 24)} d`, `${hours % 24} h`]
  return small.startsWith('0 ') ? large : `${large} ${small}`
}

/** `ends in 8 min`: no seconds, so that it stands still for a minute. */
export function endsInWords(leftMs: number): string {
  const minutes = Math.ceil(leftMs / 60_000)
  return minutes <= 1 ? 'ends within a minute' : `ends in ${lengthWords(minutes * 60_000)}`
}

/** `8.02`, in Mb/s. */
export function megabits(bitsPerSecond: number): string {
  return (bitsPerSecond / 1e6).toFixed(2)
}

/** `14:08:02`, this browser's time zone. */
export function timeOfDay(iso: string): string {
  const at = new Date(iso)
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** `14:08:02`, and before it the day, `21 Nov 14:08:02`, unless that is today; this browser's time zone. */
export function timeAndDay(iso: string, nowMs: number = Date.now()): string {
  const at = new Date(iso)
  if (at.toDateString() === new Date(nowMs).toDateString()) return timeOfDay(iso)
  return `${at.getDate()} ${months[at.getMonth()]} ${timeOfDay(iso)}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `14:08`, this browser's time zone. */
export function minuteOfDay(iso: string): string {
  return timeOfDay(iso).slice(0, 5)
}

/** `38 MB`, `1.2 GB`: powers of ten, at most three digits. */
export function bytes(many: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
  const power = many < 1 ? 0 : Math.min(Math.floor(Math.log10(many) / 3), units.length - 1)
  const value = many / 1000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : Number(value.toPrecision(2))} ${units[power]}`
}

/** `14:08:02.114`. */
export function timeOfDayMs(iso: string): string {
  return `${timeOfDay(iso)}.${String(new Date(iso).getMilliseconds()).padStart(3, '0')}`
}

/** `14:08:02`, UTC. */
export function timeOfDayUtc(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19)
}

/** `2 outputs`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
