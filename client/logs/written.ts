import type { Line } from './line.ts'

/** One line of the file. */
export function written(line: Line, who: string): string {
  const gap = line.dropped > 0 ? `-- ${line.dropped} lines dropped here --\n` : ''
  const times = line.repeated > 0 ? ` (x${line.repeated + 1})` : ''
  return `${gap}${line.at} ${line.level.padEnd(7)} ${who}: ${line.text}${times}\n`
}
