import { DatabaseError } from '../errors.ts'

/** What the row of the owner says to people. */
export interface SeenOwner {
  hostName: string
  pid: number
  since: Date
  /** Where it serves; null until it does. */
  url: string | null
}

/** Why this start is refused. `database` begins the sentence; `owner` is null when it has not said yet who it is. */
export function refusal(database: string, owner: SeenOwner | null): DatabaseError {
  const remedy = 'End that one first, or name another database in DATABASE_URL.'
  if (owner === null) return new DatabaseError(`${database} is held by another manager that is just starting. ${remedy}`)
  const { hostName, pid, since, url } = owner
  const where = url === null ? '' : `, at ${url}`
  return new DatabaseError(
    `${database} is held by another manager: process ${pid} on ${hostName}, since ${since.toISOString()}${where}. ${remedy}`,
  )
}
