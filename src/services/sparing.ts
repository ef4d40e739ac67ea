import { RefusedError } from '../db/errors.ts'

/**
 * Stores `rows` together; where the database cannot hold one of them, all but such ones, for they would hold up the others for
 * ever. `onRefused` hears why. Returns those that are not stored.
 */
export async function storeSparing<T>(
  rows: readonly T[],
  store: (rows: readonly T[]) => Promise<unknown>,
  onRefused: (error: unknown) => void,
): Promise<T[]> {
  try {
    await store(rows)
    return []
  } catch (error) {
    if (!(error instanceof RefusedError) || rows.length === 0) throw error
    if (rows.length === 1) {
      onRefused(error)
      return [...rows]
    }
    const middle = rows.length >> 1
    const first = await storeSparing(rows.slice(0, middle), store, onRefused)
    return [...first, ...(await storeSparing(rows.slice(middle), store, onRefused))]
  }
}
