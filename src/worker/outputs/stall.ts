import type { SocketSight } from './tcpQueue.ts'

/** Without a block of progress for so long a process is taken for hung. */
const noBlockMs = 3000
/** Blocks come, but media time stands. */
const noMediaMs = 5000
/** The first block must come within. */
const startDeadlineMs = 10_000
/** The destination takes nothing of what waits for it. One that pauses for two or three seconds is left alone. */
const noTakingMs = 3000
/** Looks further apart than this mean that we ourselves were late: then nothing can be said of the process. */
const ownDelayMs = 1500
/** An input that did not grow for so long explains why nothing moves. */
const inputQuietMs = 900

export interface StallSight {
  now: number
  /** When the input last grew; null: unknown. */
  inputGrewAt: number | null
}

/**
 * Judges from progress alone whether a process hangs; all times monotonic milliseconds. It rules out first that the
 * feed is missing (the same sight) and that the judge itself was late: a manager that was frozen wakes to healthy
 * processes with old timestamps.
 */
export class StallJudge {
  #lookedAt: number
  #armedAt: number
  #blockAt: number | null = null
  #mediaAt: number | null = null
  #mediaTimeMs: number | null = null

  constructor(startedAt: number) {
    this.#lookedAt = startedAt
    this.#armedAt = startedAt
  }

  block(now: number, mediaTimeMs: number | null): void {
    if (this.#blockAt === null || (mediaTimeMs !== null && mediaTimeMs > (this.#mediaTimeMs ?? Number.NEGATIVE_INFINITY))) {
      this.#mediaTimeMs = mediaTimeMs
      this.#mediaAt = now
    }
    this.#blockAt = now
  }

  /** What shows that it hangs, or null. To be asked about twice a second. */
  look({ now, inputGrewAt }: StallSight): string | null {
    const late = now - this.#lookedAt > ownDelayMs
    this.#lookedAt = now
    if (late || inputGrewAt === null || now - inputGrewAt > inputQuietMs) {
      this.#armedAt = now
      return null
    }
    // What was last seen before the judge was armed anew does not count against the process.
    const since = (at: number | null) => now - Math.max(at ?? this.#armedAt, this.#armedAt)
    if (this.#blockAt === null) return since(null) >= startDeadlineMs ? seconds('no sign of progress', startDeadlineMs) : null
    if (since(this.#blockAt) >= noBlockMs) return seconds('no sign of progress', noBlockMs)
    if (since(this.#mediaAt) >= noMediaMs) return seconds('media time did not advance', noMediaMs)
    return null
  }
}

/** For how long the destination has taken nothing, milliseconds, when that is too long; else null. */
export function standsTooLong(sockets: SocketSight | null): number | null {
  const since = sockets?.sending?.standsSince
  if (sockets === null || since == null || sockets.at - since < noTakingMs) return null
  return sockets.at - since
}

function seconds(what: string, ms: number): string {
  return `${what} for ${ms / 1000} s`
}
