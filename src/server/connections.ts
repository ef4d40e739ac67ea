import { readFileSync } from 'node:fs'

const usualOpenFiles = 1024
const most = 10_000
const fewest = 10

/**
 * How many connections there may be at a time: a quarter of the files that this process may have open, so that whoever
 * connects again and again takes none from the database, FFmpeg and MediaMTX.
 */
export function mostConnections(limits = ownLimits()): number {
  const allowed = Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? usualOpenFiles)
  return Math.max(fewest, Math.min(Math.floor(allowed / 4), most))
}

function ownLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8')
  } catch {
    // Not Linux.
    return ''
  }
}
