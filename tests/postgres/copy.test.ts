import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ConfiguredDatabase } from '../../src/config/databaseUrl.ts'
import { copyDatabase } from '../../src/db/copy/copyDatabase.ts'
import { openDatabase } from '../../src/db/database.ts'
import { claimDatabase } from '../../src/db/owner/claimDatabase.ts'
import { systemClock } from '../../src/worker/systemClock.ts'
import { postgresVariable } from '../support/database.ts'
import { everyRow, fillEveryTable, ormOf } from '../support/everyTable.ts'
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
  const back = await copyDatabase(at.postgres, last, 7)
  expect(back).toEqual(there)
  expect(there.map(({ table, rows }) => [table, rows])).toContainEqual(['output', 30])
  const { owner, ...copied } = before
  expect(owner).toHaveLength(1)
  for (const place of [at.postgres, last]) expect(await everyRow(place)).toEqual({ ...copied, owner: [] })
  expect(await everyRow(first)).toEqual(before)
  expect([await nextId(at.postgres), await nextId(last)]).toEqual(['41', '41'])
})

it('what is not empty stays as it is, and what fails leaves nothing', async () => {
  await using at = await places()
  const [first, second] = [at.sqlite('first.db'), at.sqlite('second.db')]
  await begin(first)
  await begin(at.postgres)
  const before = await everyRow(at.postgres)
  await expect(copyDatabase(first, at.postgres)).rejects.toThrow(
    /^The database test_\w+ at 127\.0\.0\.1:\d+ is not empty, and is left as it is \(rows in input 39, log_counter 1\)/,
  )
  expect(await everyRow(at.postgres)).toEqual(before)
  await expect(copyDatabase(at.sqlite('none.db'), second)).rejects.toThrow(/none\.db holds nothing of this program/)

  {
    await using orm = await ormOf(second)
    await orm.migrator.up()
    await orm.em.fork().execute("create trigger full before insert on log_counter begin select raise(abort, 'no more'); end")
  }
  await expect(copyDatabase(at.postgres, second)).rejects.toThrow(/no more/)
  expect(Object.values(await everyRow(second)).flat()).toEqual([])
  {
    await using orm = await ormOf(second)
    await orm.em.fork().execute('drop trigger full')
    await orm.em.fork().execute("delete from mikro_orm_migrations where name like '%ended_sessions'")
  }
  await expect(copyDatabase(second, at.sqlite('third.db'))).rejects.toThrow(/second\.db is of an earlier version/)
  await expect(copyDatabase(at.postgres, second)).rejects.toThrow(/not empty.*tables of an earlier version/)
})

it('the command copies nothing beside a server that runs, and tells no password', async () => {
  await using at = await places()
  const first = at.sqlite('first.db') as { file: string }
  await begin({ kind: 'sqlite', ...first })
  const url = (at.postgres as { url: string }).url
  const run = async (...args: string[]) => {
    const script = join(import.meta.dirname, '../../src/commands/copy.ts')
    const env = { PATH: process.env.PATH, SOURCE_URL: `sqlite:///${first.file}`, TARGET_URL: url }
    const child = spawn(process.execPath, [script, ...args], { cwd: tmpdir(), env, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
    const [code] = await once(child, 'close')
    expect(printed).not.toContain(new URL(url).password)
    return { code, printed }
  }
  const claim = await claimDatabase(first, { clock: systemClock, say: () => {} })
  const runs = [run('SOURCE_URL', 'TARGET_URL'), run('SOURCE_URL', 'NOT_SET'), run('SOURCE_URL', 'mysql://a:secret@b/c')]
  const [held, unset, foreign] = await Promise.all(runs)
  await claim.abandon()
  expect(held).toEqual({ code: 1, printed: expect.stringMatching(/first\.db is held by another manager/) })
  expect(unset).toEqual({ code: 1, printed: 'TO: the variable NOT_SET is not set.\n' })
  expect(foreign).toEqual({ code: 1, printed: expect.stringMatching(/^TO must be sqlite:.* or postgresql:/) })

  const { code, printed } = await run('SOURCE_URL', 'TARGET_URL')
  expect(printed).toMatch(/^input +39 rows {2}[0-9a-f]{32}$/m)
  expect(code).toBe(0)
  // Programs that are started one after the other, on a machine that has much to do.
}, 60_000)
