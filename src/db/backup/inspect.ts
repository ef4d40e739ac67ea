import { DatabaseSync } from 'node:sqlite'
import { DatabaseError, explained } from '../errors.ts'
import { migrations } from '../migrations/sqlite/index.ts'

/** What lies in an SQLite file of ours. */
export interface SqliteContent {
  inputs: number
  outputs: number
  /** Steps of this version that its tables lack. */
  missingSteps: number
}

/**
 * Reads the whole file, which nobody may be writing. Throws DatabaseError where it is damaged, of another program or of a newer
 * version of this one; `name` begins the sentence.
 */
export function inspectSqlite(file: string, name: string): SqliteContent {
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(file, { readOnly: true })
    const ask = (sql: string) => database!.prepare(sql).all()
    if (ask('pragma integrity_check(1)')[0]?.integrity_check !== 'ok' || ask('pragma foreign_key_check').length > 0)
      throw new DatabaseError(`${name} is damaged.`)
    const tables = new Set(ask('select name from sqlite_master').map((row) => row.name))
    if (['mikro_orm_migrations', 'input', 'output'].some((table) => !tables.has(table)))
      throw new DatabaseError(`${name} is no database of this program.`)
    const done = new Set(ask('select name from mikro_orm_migrations').map((row) => String(row.name)))
    const known = migrations.map((migration) => migration.name)
    if ([...done].some((step) => !known.includes(step)))
      throw new DatabaseError(`${name} was written by a newer version of this program: use that version, or another file.`)
    const count = (table: string) => Number(ask(`select count(*) as count from ${table}`)[0]?.count)
    return { inputs: count('input'), outputs: count('output'), missingSteps: known.length - done.size }
  } catch (error) {
    // Of what this is about there is no other copy to put back.
    if (isDamage(error)) throw new DatabaseError(`${name} is damaged, or no database.`, { cause: error })
    throw explained(error, name)
  } finally {
    database?.close()
  }
}

/** SQLite's primary result codes of what cannot be read as a database. */
function isDamage(error: unknown): boolean {
  return [11, 26].includes(((error as { errcode?: number }).errcode ?? 0) & 0xff)
}
