import { inMemory } from '../sqlite.ts'
import type { Claim, ClaimDeps } from './claim.ts'
import { claimSqlite } from './sqliteClaim.ts'

export type ClaimedDatabase =
  { readonly kind?: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string }

/**
 * Makes sure that nobody else runs the processes of this database, before anything is touched or migrated. Throws
 * DatabaseError, one sentence that says who holds it and what to do.
 */
export async function claimDatabase(database: ClaimedDatabase, deps: ClaimDeps): Promise<Claim> {
  if ('file' in database) return claimSqlite(database.file === inMemory ? null : database.file, deps.clock)
  const { claimPostgres } = await import('./postgresClaim.ts')
  return claimPostgres(database.url, deps)
}
