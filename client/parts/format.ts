/** `0:06:31`: hours, minutes, seconds between two moments, never below zero. */
export function elapsed(fromMs: number, toMs: number): string {
  const seconds = Math.max(0, Math.floor((toMs - fromMs) / 1000))
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** `0:42`: minutes and seconds between two moments; a second that has begun counts. */
export function span(fromMs: number, toMs: number): string {
  const seconds = Math.max(0, Math.ceil((toMs - fromMs) / 1000))
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
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

/** `14:08:02.114`. */
export function timeOfDayMs(iso: string): string {
  return `${timeOfDay(iso)}.${String(new Date(iso).getMilliseconds()).padStart(3, '0')}`
}

/** `2 outputs`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
