import { Migrator } from '@mikro-orm/migrations'
import { MikroORM, SqliteDriver } from '@mikro-orm/sql'
import type { DatabaseSync } from 'node:sqlite'
import { DatabaseError, explained } from './errors.ts'
import { IncidentRow } from './incident.ts'
import { IncidentStore } from './incidents.ts'
import { InputRow } from './input.ts'
import { LogCounterRow, LogLineRow } from './logLine.ts'
import { LogStore } from './logs.ts'
import { migrations } from './migrations/sqlite/index.ts'
import { OutputRow } from './output.ts'
import { OwnerRow } from './owner/owner.ts'
import { OwnerStore } from './owner/ownerStore.ts'
import { SecretBox } from './secrets.ts'
import { SettingsStore } from './settings.ts'
import { dialectOf, openSqlite, backgroundOf } from './sqlite.ts'

export interface DatabaseOptions {
  /** Path of the SQLite file, or `:memory:`. */
  file: string
  /** SECRET_KEY: what secrets are encrypted with. */
  secretKey: string
  /** What SECRET_KEY was before: secrets that lie under one of these can still be read. */
  previousSecretKeys?: readonly string[]
  /** How long to wait for another program's lock; 5000 by default. */
  lockTimeoutMs?: number
}

/** The open database, its tables brought up to date. */
export interface Database {
  /** Inputs and outputs as people set them. */
  settings: SettingsStore
  /** Lines of the log. */
  logs: LogStore
  incidents: IncidentStore
  /** Who runs the processes of this database. */
  owner: OwnerStore
  /** Such as `SQLite 3.53.4`. */
  version: string
  /** Throws when the database does not answer. */
  check(): Promise<void>
  close(): Promise<void>
}

/** The ORM on an open SQLite database, tables as they are. `migrationsFolder`: only for writing a new migration. */
export async function createOrm(database: DatabaseSync, migrationsFolder?: string): Promise<MikroORM<SqliteDriver>> {
  return MikroORM.init({
    driver: SqliteDriver,
    driverOptions: dialectOf(database),
    dbName: 'sqlite',
    entities: [InputRow, OutputRow, LogLineRow, LogCounterRow, IncidentRow, OwnerRow],
    extensions: [Migrator],
    // Kept out of the production start: nothing there writes a snapshot or looks for files.
    migrations: {
      migrationsList: migrations,
      silent: true,
      snapshot: migrationsFolder !== undefined,
      snapshotName: 'snapshot',
      snapshotOnMigrate: false,
      ...(migrationsFolder === undefined ? {} : { path: migrationsFolder }),
    },
  })
}

/** Opens or creates the database and runs the migrations. Throws DatabaseError: one sentence for people. */
export async function openDatabase({ file, secretKey, previousSecretKeys, lockTimeoutMs }: DatabaseOptions): Promise<Database> {
  let sqlite: DatabaseSync | null = null
  try {
    sqlite = openSqlite(file, lockTimeoutMs)
    const [damage] = sqlite.prepare('pragma quick_check(1)').all()
    if (damage?.quick_check !== 'ok')
      throw new DatabaseError(`The database ${file} is damaged: put back a copy of it, or move it away.`)
    const orm = await createOrm(sqlite)
    await migrate(orm, file)
    const version = `SQLite ${sqlite.prepare('select sqlite_version() as version').get()?.version}`
    const background = backgroundOf(sqlite, lockTimeoutMs)
    const logs = new LogStore(orm, background)
    await logs.open()
    return {
      logs,
      incidents: new IncidentStore(orm, background),
      owner: new OwnerStore(orm, (error) => explained(error, file)),
      settings: new SettingsStore(orm, new SecretBox(secretKey, previousSecretKeys), (error) => explained(error, file)),
      version,
      check: async () => void (await orm.em.getConnection().execute('select count(*) from input')),
      close: () => orm.close(),
    }
  } catch (error) {
    if (sqlite?.isOpen) sqlite.close()
    throw explained(error, file)
  }
}

async function migrate(orm: MikroORM<SqliteDriver>, file: string): Promise<void> {
  const known = new Set<string>(migrations.map(({ name }) => name))
  for (const { name } of await orm.migrator.getExecuted()) {
    if (known.has(name)) continue
    throw new DatabaseError(
      `The database ${file} was written by a newer version of this program: run that version, or name another database in DATABASE_URL.`,
    )
  }
  await orm.migrator.up()
}
