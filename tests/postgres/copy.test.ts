import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ConfiguredDatabase } from '../../src/config/databaseUrl.ts'
import { copyDatabase } from '../../src/db/copy/copyDatabase.ts'
import { openDatabase } from '../../src/db/database.ts'
import { postgresVariable } from '../support/database.ts'
import { everyRow, fillEveryTable } from '../support/everyTable.ts'
import { createDatabase } from '../support/postgres.ts'

const secretKey = 'the key of this test'
const input = {
  ...{ name: 'Camera 1', udpPort: 5000, listenAddress: '0.0.0.0', tags: ['studio', 'ä'] },
  ...{ multicastGroup: null, sourceAddress: null },
  ...{ desired: 'RUNNING' as const, createdAt: new Date('2026-01-02T03:04:05.678Z') },
}

async function places() {
  const stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'copy-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const database = stack.use(await createDatabase({ url: process.env[postgresVariable]! }))
  const sqlite = (name: string): ConfiguredDatabase => ({ kind: 'sqlite', file: join(folder, name) })
  const postgres: ConfiguredDatabase = { kind: 'postgres', url: database.url }
  return { sqlite, postgres, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

/** With an id that was given and is free again. */
async function begin(place: ConfiguredDatabase): Promise<void> {
  const database = await openDatabase({ ...place, secretKey })
  for (let made = 0; made < 40; made++) await database.settings.insertInput(input)
  await database.settings.deleteInput('40')
  await database.close()
}

const nextId = async (place: ConfiguredDatabase) => {
  const database = await openDatabase({ ...place, secretKey })
  const { id } = await database.settings.insertInput(input)
  await database.close()
  return id
}

it('everything is the same there and back again, and ids go on', async () => {
  await using at = await places()
  const [first, last] = [at.sqlite('first.db'), at.sqlite('last.db')]
  await begin(first)
  await fillEveryTable(first, 30)
  const before = await everyRow(first)

  const there = await copyDatabase(first, at.postgres)
  const back = await copyDatabase(at.postgres, last)
  expect(back).toEqual(there)
  expect(there.map(({ table, rows }) => [table, rows])).toContainEqual(['output', 30])
  const { owner, ...copied } = before
  expect(owner).toHaveLength(1)
  for (const place of [at.postgres, last]) expect(await everyRow(place)).toEqual({ ...copied, owner: [] })
  expect(await everyRow(first)).toEqual(before)
  expect([await nextId(at.postgres), await nextId(last)]).toEqual(['41', '41'])
})
