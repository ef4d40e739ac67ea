import type { Ownership } from '../../domain/ownership.ts'
import type { Database } from '../database.ts'
import type { ClaimDeps } from './claim.ts'
import { claimDatabase } from './claimDatabase.ts'
import type { ClaimedDatabase } from './claimDatabase.ts'

/**
 * The open database, and the right to run its processes. Claimed first: another manager may be at work on the tables
 * that `open` would bring up to date. Throws DatabaseError, with everything given up again.
 */
export async function openOwned(
  database: ClaimedDatabase,
  open: () => Promise<Database>,
  deps: ClaimDeps,
): Promise<{ db: Database; ownership: Ownership }> {
  const claim = await claimDatabase(database, deps)
  let db: Database | null = null
  try {
    db = await open()
    return { db, ownership: await claim.take(db.owner) }
  } catch (error) {
    await db?.close()
    await claim.abandon()
    throw error
  }
}
