import { randomBytes } from 'node:crypto'
import type { Protocol } from '../domain/output.ts'

/** What opens a listener on the shared port to its callers: long enough that nobody guesses it. Null for other outputs. */
export function newAccessToken({ protocol }: { protocol: Protocol }): string | null {
  return protocol === 'SRT_LISTENER' ? randomBytes(16).toString('hex') : null
}
