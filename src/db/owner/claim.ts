import type { Clock } from '../../domain/clock.ts'
import type { LogLevel } from '../../domain/log.ts'
import type { Ownership } from '../../domain/ownership.ts'
import type { OwnerStore } from './ownerStore.ts'

/** A database that no other manager holds from now on; its tables may still be those of an earlier version. */
export interface Claim {
  /** Begins the next epoch in the open database. Throws DatabaseError when its owner came back meanwhile. */
  take(store: OwnerStore): Promise<Ownership>
  /** Gives it up, for a start that failed. Of no effect after `take`. Never rejects. */
  abandon(): Promise<void>
}

export interface ClaimDeps {
  clock: Clock
  /** For what takes a while. */
  say: (level: LogLevel, text: string) => void
  /** Gives up waiting: the call then rejects. */
  signal?: AbortSignal
  /** See `Hold`; of no meaning for SQLite. */
  hold?: Hold
}

/**
 * How a manager that is cut off from its database and one that would take over stay apart, milliseconds. The first ends
 * its processes when it has not been sure of its right for `holdMs`; the second waits for that and `graceMs`.
 */
export interface Hold {
  holdMs: number
  graceMs: number
}

export const usualHold: Hold = { holdMs: 90_000, graceMs: 10_000 }
