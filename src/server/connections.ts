import { readFileSync } from 'node:fs'
import type { Duplex } from 'node:stream'

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

/** Counts the open sockets of each place that callers come from. */
export class SocketsByPlace {
  readonly #most: number
  readonly #open = new Map<string, number>()

  constructor(mostOfOne: number) {
    this.#most = mostOfOne
  }

  /** Counts a socket until it closes. False, and not counted: there are as many from there as may be. */
  take(place: string, socket: Duplex): boolean {
    const open = this.#open.get(place) ?? 0
    if (open >= this.#most) return false
    this.#open.set(place, open + 1)
    socket.once('close', () => {
      const left = (this.#open.get(place) ?? 1) - 1
      if (left === 0) this.#open.delete(place)
      else this.#open.set(place, left)
    })
    return true
  }
}
