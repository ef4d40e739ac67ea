import { open } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'
import { SqliteDriver } from '@mikro-orm/sql'
import type { Orm, Program } from './engine.ts'
import { DatabaseError, explained } from './errors.ts'
import { migrations } from './migrations/sqlite/index.ts'
import { createOrm, migrate } from './orm.ts'
import { dialectOf, inMemory, openSqlite } from './sqlite.ts'

/** SQLite's primary result codes for a lock of another connection. */
const busyCodes: ReadonlySet<number> = new Set([5, 6])

/** Its ORM, tables as they are. `migrationsFolder`: only for writing a new migration. */
export function createSqliteOrm(database: DatabaseSync, migrationsFolder?: string): Promise<Orm> {
  return createOrm({ driver: SqliteDriver, dialect: dialectOf(database), name: 'sqlite', migrations, migrationsFolder })
}

/** Opens or creates the file and brings its tables up to date. Throws DatabaseError. */
export async function openSqliteProgram(file: string, lockTimeoutMs?: number): Promise<Program> {
  let sqlite: DatabaseSync | null = null
  try {
    sqlite = openSqlite(file, lockTimeoutMs)
    const [damage] = sqlite.prepare('pragma quick_check(1)').all()
    if (damage?.quick_check !== 'ok')
      throw new DatabaseError(`The database ${file} is damaged: put back a copy of it, or move it away.`)
    const orm = await createSqliteOrm(sqlite)
    await migrate(orm, migrations, `The database ${file}`)
    // From here on nothing waits within SQLite, which would stop this whole process.
    sqlite.exec('pragma busy_timeout = 0')
    return {
      orm,
      version: `SQLite ${sqlite.prepare('select sqlite_version() as version').get()?.version}`,
      backgroundPatienceMs: 0,
      lowered: (column) => `lower(${column})`,
      isBusy: (error) => busyCodes.has(((error as { errcode?: number }).errcode ?? 0) & 0xff),
      bounded: (_, work) => work(),
      explain: (error) => explained(error, file),
      outlasting: () => (file === inMemory ? Promise.resolve() : syncJournal(file)),
      // The lock for writing is had when a transaction has begun.
      probe: 'select count(*) from input',
      close: () => orm.close(),
    }
  } catch (error) {
    if (sqlite?.isOpen) sqlite.close()
    throw explained(error, file)
  }
}

/**
 * What SQLite does itself with `synchronous = full`, but without stopping this process meanwhile. The database's own file is not
 * touched: closing it would give up SQLite's locks.
 */
async function syncJournal(file: string): Promise<void> {
  try {
    await using journal = await open(`${file}-wal`, 'r')
    await journal.datasync()
  } catch {
    // The change is made and cannot be taken back; a disk that fails is told by the next one. Where the journal is gone, its
    // content was synced into the database.
  }
}
