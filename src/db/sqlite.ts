import { SqliteDialect } from 'kysely'
import type { SqliteStatement } from 'kysely'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue } from 'node:sqlite'

export const inMemory = ':memory:'

const usualLockTimeoutMs = 5000

/** Opens the file, made for this user's eyes alone when it is new, with its folder. Throws what Node or SQLite throws. */
export function openSqlite(file: string, lockTimeoutMs = usualLockTimeoutMs): DatabaseSync {
  if (file !== inMemory) {
    makeFolder(dirname(file))
    // SQLite gives its journal files the mode of the database itself.
    closeSync(openSync(file, 'a', 0o600))
  }
  const database = new DatabaseSync(file, { timeout: lockTimeoutMs })
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on')
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/**
 * Lets the ORM work on Node's own SQLite: no native addon, no compiler. Closing the ORM closes the database; again is no error.
 *
 * A transaction takes the lock for writing when it begins, so that nothing in it can wait for another program. The query
 * builder never gives its one connection back after a `begin` that failed: so that is told by the statement after it.
 */
export function dialectOf(database: DatabaseSync): SqliteDialect {
  let failedBegin: unknown = null
  const begin = () => {
    failedBegin = null
    try {
      database.exec('begin immediate')
    } catch (error) {
      failedBegin = error
    }
  }
  return new SqliteDialect({
    database: {
      prepare: (sql) => {
        if (sql === 'begin') {
          begin()
          return nothingToDo
        }
        if (sql === 'rollback') failedBegin = null
        if (failedBegin !== null) throw failedBegin
        // SQLite rolls back by itself when the disk is full or fails. An error of the second rollback would keep the one
        // connection from ever being given back.
        if (sql === 'rollback' && !database.isTransaction) return nothingToDo
        const statement = database.prepare(sql)
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...parameters.map(bound)),
          run: (parameters) => statement.run(...parameters.map(bound)),
          iterate: (parameters) => statement.iterate(...parameters.map(bound)),
        }
      },
      close: () => {
        if (database.isOpen) database.close()
      },
    },
  })
}

const nothingToDo: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
}

/** SQLite knows neither truth values nor `undefined`. */
function bound(value: unknown): SQLInputValue {
  if (value === undefined) return null
  return typeof value === 'boolean' ? Number(value) : (value as SQLInputValue)
}

/** Made for this user alone, with those above it. Node's own `recursive` never returns where the system refuses a folder with ENOENT, as under /proc. */
export function makeFolder(folder: string): void {
  const make = () => mkdirSync(folder, { mode: 0o700 })
  try {
    make()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error
    makeFolder(dirname(folder))
    make()
  }
}
