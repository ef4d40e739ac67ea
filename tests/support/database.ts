import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfiguredDatabase } from '../../src/config/databaseUrl.ts'
import { admin, createDatabase } from './postgres.ts'

/** Whether the tests of this run are on PostgreSQL in place of SQLite. */
export const isOnPostgres = process.env.TEST_DATABASE === 'postgres'

/** Set by `postgresForAll.ts`: where this run makes its databases. */
export const postgresVariable = 'TEST_POSTGRES_URL'

/** With all tables and no rows; databases of tests are copies of it. */
export const templateName = 'template_manager'

/** An empty database of the kind that this run is on. It outlives those who open it, until it is disposed. */
export interface FreshDatabase extends AsyncDisposable {
  place: ConfiguredDatabase
}

/** Every row of every table of a PostgreSQL database, as text. */
export async function allRows(url: string): Promise<string[]> {
  const tables = await admin(url, `select tablename from pg_tables where schemaname = current_schema()`)
  const rows = await Promise.all(tables.map(({ tablename }) => admin(url, `select t::text as text from "${tablename}" t`)))
  return rows.flat().map(({ text }) => String(text))
}

/** Where it need not outlive who opens it, SQLite keeps it in memory. */
export async function freshDatabase({ isLasting }: { isLasting: boolean }): Promise<FreshDatabase> {
  if (isOnPostgres) {
    const url = process.env[postgresVariable]
    if (!url) throw new Error(`These tests are for PostgreSQL: run them by npm run test:postgres`)
    const database = await createDatabase({ url }, templateName)
    return { place: { kind: 'postgres', url: database.url }, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() }
  }
  if (!isLasting) return { place: { kind: 'sqlite', file: ':memory:' }, async [Symbol.asyncDispose]() {} }
  const folder = await mkdtemp(join(tmpdir(), 'test-database-'))
  return {
    place: { kind: 'sqlite', file: join(folder, 'manager.db') },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
