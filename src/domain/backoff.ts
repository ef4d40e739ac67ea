import type { Random } from './clock.ts'

/** After so long without a healthy life a destination is taken for dead, and tried less often. */
const longFailingMs = 2 * 60_000
const longFailingCapMs = 30_000

export interface BackoffInput {
  /** Lives in a row that ended badly, from 1. */
  failuresInRow: number
  /** Since the first of them. */
  failingForMs: number
  /** What the person set as `reconnectDelaySeconds`. */
  capMs: number
}

/**
 * Milliseconds until the next attempt: none before the first retry, then a random part (full jitter, so that fifty
 * outputs of one dead server do not come back in step) of 1 s, 2 s, 4 s ... up to the cap. After two minutes of
 * failing the cap is 30 s, where it was less.
 */
export function backoffMs({ failuresInRow, failingForMs, capMs }: BackoffInput, random: Random): number {
  if (failuresInRow <= 1) return 0
  const cap = failingForMs >= longFailingMs ? Math.max(longFailingCapMs, capMs) : capMs
  return random() * Math.min(cap, 1000 * 2 ** Math.min(failuresInRow - 2, 20))
}
