import { expect, it } from 'vitest'
import type { Orm } from '../../src/db/engine.ts'
import { openDatabase } from '../../src/db/database.ts'
import { migrations } from '../../src/db/migrations/postgres/index.ts'
import { createPool } from '../../src/db/postgres/pool.ts'
import { createPostgresOrm } from '../../src/db/postgres/program.ts'
import { postgresVariable } from '../support/database.ts'
import { becomeEarlier, kept, secretKey, whatIsKept } from '../support/earlierVersion.ts'
import type { SeenColumn } from '../support/earlierVersion.ts'
import { admin, createDatabase } from '../support/postgres.ts'

async function columnsIn(orm: Orm): Promise<Map<string, SeenColumn[]>> {
  const columns = new Map<string, SeenColumn[]>()
  const seen = await orm.em.fork().execute<{ table: string; name: string; type: string }[]>(
    `select table_name as "table", column_name as name, data_type as type from information_schema.columns
     where table_schema = current_schema() and table_name not like 'mikro_orm%' order by table_name, ordinal_position`,
  )
  for (const { table, name, type } of seen) columns.set(table, [...(columns.get(table) ?? []), { name, type }])
  return columns
}

async function rawRows(url: string, tables: Iterable<string>): Promise<Map<string, unknown[]>> {
  const rows = new Map<string, unknown[]>()
  for (const table of tables)
    rows.set(
      table,
      (await admin(url, `select to_jsonb(t) as row from "${table}" t`)).map(({ row }) => row),
    )
  return rows
}

it.each(migrations.slice(0, -1).map(({ name }) => name))('data of the version with %s is all there in this one', async (step) => {
  await using fresh = await createDatabase({ url: process.env[postgresVariable]! })
  const orm = await createPostgresOrm(createPool(fresh.url), fresh.name)
  await becomeEarlier(orm, step, columnsIn)
  const tables = [...(await columnsIn(orm)).keys()]
  await orm.close()
  const before = await rawRows(fresh.url, tables)

  const database = await openDatabase({ kind: 'postgres', url: fresh.url, secretKey })
  const seen = await whatIsKept(database, new Set(tables))
  await database.close()
  expect(seen).toMatchObject(kept)
  for (const list of [seen.lines, seen.incidents, seen.entries]) if (list) expect(list).toHaveLength(1)
  const after = await rawRows(fresh.url, tables)
  // Ids of lines are set aside at each start.
  for (const table of tables) if (table !== 'log_counter') expect(after.get(table)).toMatchObject(before.get(table)!)
})
