import { accessSync, chmodSync, constants, copyFileSync, existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Engine } from '../engine.ts'
import { DatabaseError, explained } from '../errors.ts'
import { SecretBox } from '../secrets.ts'
import { SettingsStore } from '../settings.ts'
import type { StoredSecretsReport } from '../settings.ts'
import { makeFolder } from '../sqlite.ts'
import { openSqliteProgram } from '../sqliteProgram.ts'
import { continueFormer } from './continueFormer.ts'
import { keepAs, publish, syncFile, syncFolderOf } from './files.ts'
import { inspectSqlite } from './inspect.ts'
import type { SqliteContent } from './inspect.ts'

export interface RestoreOptions {
  /** The database; whoever calls holds its claim. */
  file: string
  backup: string
  secretKey: string
  previousSecretKeys: readonly string[]
  now: Date
}

export interface Restored extends SqliteContent {
  /** Where the database that was there lies now; null: there was none. */
  former: string | null
  /** Whether what must not begin again, such as ids, goes on from that one. */
  isContinued: boolean
  /** Which keys its secrets lie under. */
  secrets: StoredSecretsReport
}

/**
 * Puts a copy of the backup in the database's place, its tables brought up to date. The database that was there is kept beside it.
 * Throws DatabaseError; then that one is in its place still.
 */
export async function restoreSqlite(options: RestoreOptions): Promise<Restored> {
  const { file, backup, now } = options
  checkBackup(backup, file)
  const unfinished = `${file}.restoring`
  try {
    removeDatabase(unfinished)
    makeFolder(dirname(file))
    copyFileSync(backup, unfinished, constants.COPYFILE_EXCL)
    chmodSync(unfinished, 0o600)
    const content = inspectSqlite(unfinished, backup)
    const secrets = await bringUpToDate(unfinished, options)
    const isContinued = existsSync(file) && continueFormer(unfinished, file)
    syncFile(unfinished)
    const former = existsSync(file) ? setAside(file, now) : null
    if (former === null) publish(unfinished, file)
    else renameSync(unfinished, file)
    syncFolderOf(file)
    return { ...content, former, isContinued, secrets }
  } catch (error) {
    throw explained(error, file)
  } finally {
    removeDatabase(unfinished)
  }
}

function checkBackup(backup: string, file: string): void {
  const size = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (!existsSync(backup)) throw new DatabaseError(`There is no file ${backup}: name a backup.`)
  if (!statSync(backup).isFile()) throw new DatabaseError(`${backup} is no file: name a backup.`)
  if (existsSync(file) && realpathSync(backup) === realpathSync(file))
    throw new DatabaseError(`${backup} is the database itself: name a backup.`)
  try {
    accessSync(backup, constants.R_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new DatabaseError(`${backup} cannot be read (${code}): let this user read it.`, { cause: error })
  }
  // What it lacks lies in its journal, and it may be changed this very moment.
  if (size(`${backup}-wal`) > 0)
    throw new DatabaseError(`${backup} is a database that is in use or was not closed: write a backup of it with npm run backup.`)
}

/** Throws DatabaseError where its tables are not those that its migrations make. Tells which keys its secrets lie under. */
async function bringUpToDate(
  unfinished: string,
  { backup, secretKey, previousSecretKeys }: RestoreOptions,
): Promise<StoredSecretsReport> {
  const program = await openSqliteProgram(unfinished)
  try {
    const lacking = await program.orm.schema.getUpdateSchemaSQL({ safe: true, dropTables: false })
    if (lacking !== '') throw new DatabaseError(`${backup} has other tables than this program makes: it is no backup of it.`)
    return await new SettingsStore(new Engine(program), new SecretBox(secretKey, previousSecretKeys)).inspectSecrets()
  } finally {
    await program.close()
  }
}

/** At no moment is there no database: one that begins then would begin with an empty one. */
function setAside(file: string, now: Date): string {
  const kept = `${file}.before-restore-${now.toISOString().replaceAll(/[-:.]/g, '')}`
  const journal = `${file}-wal`
  if (existsSync(journal)) copyFileSync(journal, `${kept}-wal`, constants.COPYFILE_EXCL)
  keepAs(file, kept)
  if (isJournalEmptied(file)) rmSync(`${kept}-wal`, { force: true })
  // Beside another file it would be taken for a part of that one.
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  return kept
}

/** False where the database is damaged: its journal may hold what can still be saved. */
function isJournalEmptied(file: string): boolean {
  try {
    const database = new DatabaseSync(file)
    try {
      return database.prepare('pragma wal_checkpoint(truncate)').get()?.busy === 0
    } finally {
      database.close()
    }
  } catch {
    return false
  }
}

function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true })
}
