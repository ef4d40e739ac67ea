import type { Clock } from '../../domain/clock.ts'
import type { LogLevel } from '../../domain/log.ts'
import type { Ownership } from '../../domain/ownership.ts'
import { inMemory } from '../sqlite.ts'
import type { OwnerStore } from './ownerStore.ts'
import { claimSqlite } from './sqliteClaim.ts'

/** A database that no other manager holds from now on; its tables may still be those of an earlier version. */
export interface Claim {
  /** Begins the next epoch in the open database. Throws DatabaseError when its owner came back meanwhile. */
  take(store: OwnerStore): Promise<Ownership>
  /** Gives it up, for a start that failed. Of no effect after `take`. Never rejects. */
  abandon(): Promise<void>
}

export interface ClaimDeps {
  clock: Clock
  /** For what takes a while, and for what happens later. */
  say: (level: LogLevel, text: string) => void
}

export type ClaimedDatabase = { readonly kind: 'sqlite'; readonly file: string }

/**
 * Makes sure that nobody else runs the processes of this database, before anything is touched or migrated. Throws
 * DatabaseError, one sentence that says who holds it and what to do.
 */
export async function claimDatabase(database: ClaimedDatabase, { clock }: ClaimDeps): Promise<Claim> {
  return claimSqlite(database.file === inMemory ? null : database.file, clock)
}
