import { StorageError } from '../domain/errors.ts'
import { DatabaseError } from '../db/errors.ts'

/** What a reader gets of the database. Throws StorageError where that is in trouble. `what` begins its sentence. */
export async function readable<T>(what: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof DatabaseError) throw new StorageError(`${what} cannot be read now. ${error.message}`, { cause: error })
    throw error
  }
}
