import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import type { Database } from '../../../src/db/database.ts'
import type { StoredLogQuery } from '../../../src/db/logs.ts'
import type { LogLine } from '../../../src/domain/log.ts'
import { freshDatabase, isOnPostgres } from '../../support/database.ts'
import type { FreshDatabase } from '../../support/database.ts'

let fresh: FreshDatabase
let database: Database
let lastId: number

const open = async () => {
  database = await openDatabase({ ...fresh.place, secretKey: 'the key of this test' })
  lastId = database.logs.lastId
}
beforeEach(async () => {
  fresh = await freshDatabase({ isLasting: true })
  await open()
})
afterEach(async () => {
  await database.close()
  await fresh[Symbol.asyncDispose]()
})

function line(text: string, more: Partial<LogLine> = {}): LogLine {
  const usual = { at: '2026-01-02T03:04:05.678Z', level: 'INFO', source: 'APP', outputId: null, inputId: null } as const
  return { ...usual, id: String(++lastId), text, repeated: 0, dropped: 0, ...more }
}
const lines = (count: number, more: Partial<LogLine> = {}) => Array.from({ length: count }, (_, n) => line(`line ${n}`, more))
const texts = async (query: Partial<StoredLogQuery>) => {
  const found = await database.logs.read({
    after: 0,
    upTo: Number.MAX_SAFE_INTEGER,
    order: 'OLDEST_FIRST',
    limit: 10_000,
    ...query,
  })
  return found.map(({ text }) => text)
}

describe('stored lines', () => {
  it('are as they were given, after a new start too', async () => {
    const given = [
      line('of an output', { source: 'OUTPUT', outputId: '7', inputId: '3', level: 'ERROR', repeated: 4, dropped: 5 }),
      line(`ünï 🔑 % _ ! ' '' " \\ \\' ? ?? :a $1 \n \r \t ; -- x`),
    ]
    await database.logs.write(given)
    await database.close()
    await open()
    expect(await database.logs.read({ after: 0, upTo: Number.MAX_SAFE_INTEGER, order: 'OLDEST_FIRST', limit: 9 })).toEqual(given)
    expect(database.logs.books.sort()).toEqual(['APP', 'output:7'])
  })

  it('are found by object, source, level, text and id', async () => {
    await database.logs.write([
      line('of 1', { source: 'OUTPUT', outputId: '1', inputId: '1', level: 'ERROR' }),
      line('of 2', { source: 'OUTPUT', outputId: '2', inputId: '1', level: 'DEBUG' }),
      line('of input', { source: 'INPUT', inputId: '1', level: 'WARNING' }),
      line('50% of A_B!'),
    ])
    expect(await texts({ outputId: '2' })).toEqual(['of 2'])
    expect(await texts({ outputId: '2', inputId: '2' })).toEqual([])
    expect(await texts({ inputId: '1' })).toEqual(['of 1', 'of 2', 'of input'])
    expect(await texts({ source: 'APP' })).toEqual(['50% of A_B!'])
    expect(await texts({ levels: ['ERROR', 'WARNING'] })).toEqual(['of 1', 'of input'])
    expect(await texts({ search: 'OF I' })).toEqual(['of input'])
    for (const search of ['0% O', 'a_b', 'b!']) expect(await texts({ search })).toEqual(['50% of A_B!'])
    expect(await texts({ search: 'f%1' })).toEqual([])
    expect(await texts({ after: lastId - 2, order: 'NEWEST_FIRST' })).toEqual(['50% of A_B!', 'of input'])
    expect(await texts({ upTo: lastId - 2, limit: 1, order: 'NEWEST_FIRST' })).toEqual(['of 2'])
  })

  it('hold and find any character', async () => {
    for (const strange of ["'", '"', '\\', "\\'", '?', "' or 1=1 --", '\u0000', '🔑', ':a', '$1']) {
      expect(await texts({ search: strange })).toEqual([])
      await database.logs.write([line(`x${strange}y`, { outputId: '9' })])
      expect(await texts({ search: `X${strange}Y` })).toEqual([`x${strange}y`.replace('\u0000', '\\u{0}')])
      await database.logs.write([], ['output:9'])
    }
  })

  it('are the newest 5000 of each object, however much others say', async () => {
    await database.logs.write(lines(3, { source: 'INPUT', inputId: '1' }))
    for (let i = 0; i < 11; i++) await database.logs.write(lines(500, { source: 'OUTPUT', outputId: '1', inputId: '1' }))
    await database.close()
    await open()
    await database.logs.write(lines(2, { source: 'OUTPUT', outputId: '1', inputId: '1' }))
    const kept = await database.logs.read({
      outputId: '1',
      after: 0,
      upTo: Number.MAX_SAFE_INTEGER,
      order: 'OLDEST_FIRST',
      limit: 10_000,
    })
    expect(kept).toHaveLength(5000)
    expect(Number(kept.at(-1)?.id)).toBe(lastId)
    expect(await texts({ source: 'INPUT' })).toHaveLength(3)
  })

  it('go with their object', async () => {
    await database.logs.write([...lines(2, { source: 'OUTPUT', outputId: '1' }), ...lines(1, { source: 'INPUT', inputId: '1' })])
    await database.logs.write([line('after')], ['output:1', 'input:9'])
    expect(await texts({})).toEqual(['line 0', 'after'])
    expect(database.logs.books.sort()).toEqual(['APP', 'input:1'])
  })

  it('are written once, however often it is tried', async () => {
    const twice = lines(3)
    await database.logs.write(twice)
    await database.logs.write([...twice, line('new')])
    expect(await texts({})).toEqual(['line 0', 'line 1', 'line 2', 'new'])
  })
})

/** Of the file, where there is one. */
const raw = () => new DatabaseSync('file' in fresh.place ? fresh.place.file : '')

describe.skipIf(isOnPostgres)('a read', () => {
  it.each<[string, Partial<StoredLogQuery>]>([
    ['nothing', {}],
    ['an output', { outputId: '1' }],
    ['an input', { inputId: '1' }],
    ['a source', { source: 'APP' }],
    ['a level', { levels: ['ERROR'] }],
    ['a text', { search: 'line' }],
    ['all together', { outputId: '1', inputId: '1', source: 'OUTPUT', levels: ['INFO'], search: 'x' }],
  ])('that asks for %s is one statement, which sorts nothing', async (_name, query) => {
    await database.logs.write(lines(500, { source: 'OUTPUT', outputId: '1', inputId: '1' }))
    await database.logs.write(lines(500))
    const prepared = vi.spyOn(DatabaseSync.prototype, 'prepare')
    await texts({ order: 'NEWEST_FIRST', limit: 100, after: 0, ...query })
    const statements = prepared.mock.calls.map(([sql]) => sql)
    prepared.mockRestore()
    expect(statements).toHaveLength(1)
    const plan = raw()
    const steps = plan.prepare(`explain query plan ${statements[0]}`).all()
    plan.close()
    expect(steps).toHaveLength(1)
    expect(String(steps[0]?.detail)).toMatch(/USING INDEX/)
  })
})

describe('ids of lines', () => {
  it('go on where they ended', async () => {
    await database.logs.write(lines(5))
    const last = lastId
    await database.logs.close(last)
    await database.close()
    await open()
    expect(database.logs.lastId).toBe(last)
  })

  it('are never given twice, though the lines were never stored, or are gone', async () => {
    const seen = database.logs.lastId + 1000
    await database.close()
    await open()
    expect(database.logs.lastId).toBeGreaterThan(seen)
    await database.logs.write([line('far on', { id: String(lastId + 9_999_999) })])
    const far = lastId + 9_999_999
    await database.logs.write([], ['APP'])
    await database.close()
    await open()
    expect(database.logs.lastId).toBeGreaterThan(far)
  })
})

describe.skipIf(isOnPostgres)('a write', () => {
  it('fails at once where another program holds the lock, wholly', async () => {
    const other = raw()
    other.exec('begin immediate')
    const began = performance.now()
    await expect(database.logs.write(lines(3))).rejects.toThrow(/in use by another program/)
    expect(performance.now() - began).toBeLessThan(1000)
    other.exec('rollback')
    other.close()
    expect(await texts({})).toEqual([])
    await database.logs.write(lines(3))
    expect(await texts({})).toHaveLength(3)
  })
})
