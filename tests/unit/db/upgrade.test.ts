import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { backUpSqlite } from '../../../src/db/backup/backUp.ts'
import { restoreSqlite } from '../../../src/db/backup/restore.ts'
import { openDatabase } from '../../../src/db/database.ts'
import { migrations } from '../../../src/db/migrations/sqlite/index.ts'
import { openSqlite } from '../../../src/db/sqlite.ts'
import { createSqliteOrm } from '../../../src/db/sqliteProgram.ts'
import { becomeEarlier, kept, secretKey, whatIsKept } from '../../support/earlierVersion.ts'
import type { SeenColumn } from '../../support/earlierVersion.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'upgrade-'))
  file = join(folder, 'manager.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Every table of ours, with its rows as they lie there. */
function rawRows(): Map<string, Record<string, unknown>[]> {
  const raw = new DatabaseSync(file, { readOnly: true })
  const names = raw.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite%'").all()
  const tables = names.map((row) => String(row.name)).filter((name) => !name.startsWith('mikro_orm'))
  const rows = new Map(tables.map((name) => [name, raw.prepare(`select * from "${name}"`).all()]))
  raw.close()
  return rows
}

function columnsIn(): Map<string, SeenColumn[]> {
  const raw = new DatabaseSync(file, { readOnly: true })
  const columns = [...rawRows().keys()].map((table): [string, SeenColumn[]] => [
    table,
    raw
      .prepare(`pragma table_info("${table}")`)
      .all()
      .map(({ name, type }) => ({ name: String(name), type: String(type) })),
  ])
  raw.close()
  return new Map(columns)
}

it.each(migrations.slice(0, -1).map(({ name }) => name))('data of the version with %s is all there in this one', async (step) => {
  const orm = await createSqliteOrm(openSqlite(file))
  await becomeEarlier(orm, step, async () => columnsIn())
  await orm.close()
  const before = rawRows()

  const database = await openDatabase({ file, secretKey })
  const seen = await whatIsKept(database, new Set(before.keys()))
  await database.close()
  expect(seen).toMatchObject(kept)
  for (const list of [seen.lines, seen.incidents, seen.entries]) if (list) expect(list).toHaveLength(1)
  const after = rawRows()
  for (const [table, rows] of before) {
    // Ids of lines are set aside at each start.
    if (table === 'log_counter') expect(Number(after.get(table)![0]!.reserved)).toBeGreaterThan(1)
    else expect(after.get(table)).toMatchObject(rows)
  }
})

it('a backup of an earlier version is written by this one, and brought up to date when it is put back', async () => {
  const orm = await createSqliteOrm(openSqlite(file))
  await becomeEarlier(orm, migrations[4]!.name, async () => columnsIn())
  await orm.close()
  const [backup, other] = [join(folder, 'backup.db'), join(folder, 'other.db')]
  const missingSteps = migrations.length - 5
  expect(backUpSqlite(file, backup)).toMatchObject({ inputs: 1, outputs: 1, missingSteps })
  const restored = await restoreSqlite({ file: other, backup, secretKey, previousSecretKeys: [], now: new Date() })
  expect(restored).toMatchObject({ inputs: 1, outputs: 1, missingSteps, secrets: { current: 4, unreadable: [] } })
  const database = await openDatabase({ file: other, secretKey })
  expect(await whatIsKept(database, new Set(['log_line', 'incident']))).toMatchObject(kept)
  await database.close()
})

it('an earlier version leaves the data of this one as it is, and says what to do', async () => {
  const database = await openDatabase({ file, secretKey })
  await database.close()
  const raw = new DatabaseSync(file)
  raw.exec("insert into mikro_orm_migrations (name, executed_at) values ('Migration29990101000000_later', '')")
  raw.close()
  const before = rawRows()
  await expect(openDatabase({ file, secretKey })).rejects.toThrow(
    /manager\.db was written by a newer version of this program: run that version, put back a backup from before it \(npm run restore\), or name another database/,
  )
  expect(rawRows()).toEqual(before)
})
