import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { DatabaseError, explained } from '../errors.ts'
import { publish, syncFile } from './files.ts'
import { inspectSqlite } from './inspect.ts'
import type { SqliteContent } from './inspect.ts'

/** For the moment in which another program changes the journal. */
const patienceMs = 5000
const diskFull = 13

export interface BackUp extends SqliteContent {
  bytes: number
}

/**
 * Writes the SQLite database in `file` to `target`, as it is at one moment, while others go on using it: for this user's eyes
 * alone, under its name only when it is whole. Throws DatabaseError; then there is no `target`.
 */
export function backUpSqlite(file: string, target: string): BackUp {
  if (!existsSync(file)) throw new DatabaseError(`There is no database ${file} yet: nothing to back up.`)
  if (existsSync(target)) throw taken(target)
  const unfinished = `${target}.unfinished-${process.pid}`
  try {
    // SQLite takes an empty file as it is, with its mode.
    closeSync(openSync(unfinished, 'wx', 0o600))
  } catch (error) {
    throw explainedTarget(error, target)
  }
  try {
    writeCopy(file, unfinished, target)
    const content = inspectSqlite(unfinished, `The database ${file}`)
    syncFile(unfinished)
    publish(unfinished, target)
    return { ...content, bytes: statSync(target).size }
  } catch (error) {
    throw explainedTarget(error, target)
  } finally {
    for (const end of ['', '-journal']) rmSync(`${unfinished}${end}`, { force: true })
  }
}

/** In one reading transaction, which keeps nobody from writing; what was deleted is left out, unlike in a copy of the file. */
function writeCopy(file: string, unfinished: string, target: string): void {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: patienceMs })
    try {
      database.prepare('vacuum into ?').run(unfinished)
    } finally {
      database.close()
    }
  } catch (error) {
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === diskFull)
      throw new DatabaseError(`The disk is full: free space where ${target} shall lie.`, { cause: error })
    throw explained(error, file)
  }
}

function explainedTarget(error: unknown, target: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === 'EEXIST') return taken(target)
  if (syscall === undefined) return error
  return new DatabaseError(`${target} cannot be written (${code}): name a file in a folder that is there and can be written.`, {
    cause: error,
  })
}

function taken(target: string): DatabaseError {
  return new DatabaseError(`${target} is there already, and is not overwritten: name a new file.`)
}
