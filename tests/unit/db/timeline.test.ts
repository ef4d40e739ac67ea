import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import type { Failure } from '../../../src/domain/failure.ts'
import type { BookedEntry, TimelineBook } from '../../../src/domain/timeline.ts'
import { freshDatabase } from '../../support/database.ts'
import { admin } from '../../support/postgres.ts'

function entry(id: number, book: TimelineBook, more: Partial<BookedEntry> = {}): BookedEntry {
  return {
    ...{ id: String(id), book, at: '2026-01-02T03:04:05.678Z', kind: 'STATE', text: `ünï 'q' ${id}` },
    ...{ inputState: null, outputState: null, failure: null, incidentId: null },
    ...more,
  }
}
const many = (count: number, book: TimelineBook, from = 1) => Array.from({ length: count }, (_, n) => entry(n + from, book))
const failure: Failure = {
  ...{ code: 'REFUSED', message: 'No', likelyCause: null, advice: ['a', 'ä'], evidence: 'x', count: 2 },
  ...{ firstSeenAt: '2026-01-02T03:04:05.678Z', lastSeenAt: '2026-01-02T03:04:05.678Z' },
}

async function opened() {
  const fresh = await freshDatabase({ isLasting: true })
  const open = () => openDatabase({ ...fresh.place, secretKey: 'a key of the tests' })
  const ids = async (db: Awaited<ReturnType<typeof open>>, book: TimelineBook, before: number | null = null, limit = 1000) =>
    (await db.timelines.read(book, { before, limit })).map(({ id }) => Number(id))
  const run = async (sql: string) => {
    if ('url' in fresh.place) return void (await admin(fresh.place.url, sql))
    const other = new DatabaseSync(fresh.place.file)
    other.exec(sql)
    other.close()
  }
  return { open, ids, run, [Symbol.asyncDispose]: () => fresh[Symbol.asyncDispose]() }
}

describe('stored timelines', () => {
  it('are as they were given, newest first, each of its own, after a new start too', async () => {
    await using stage = await opened()
    const first = await stage.open()
    expect([first.timelines.lastId, first.timelines.books]).toEqual([0, []])
    const given = [
      entry(1, 'input:1', { inputState: 'LOST' }),
      entry(2, 'output:1', { outputState: 'FAILED', failure }),
      entry(3, 'input:1', { kind: 'INCIDENT', incidentId: '7', text: 'with \0 in it' }),
    ]
    await first.timelines.write({ entries: given })
    await first.timelines.write({ entries: [given[1]!] })
    await first.close()
    const db = await stage.open()
    expect(db.timelines.lastId).toBe(3)
    const { book: _book, ...told } = given[1]!
    expect(await db.timelines.read('output:1', { before: null, limit: 9 })).toEqual([told])
    expect(await db.timelines.read('input:1', { before: null, limit: 9 })).toMatchObject([
      { id: '3', kind: 'INCIDENT', incidentId: '7' },
      { id: '1', inputState: 'LOST', incidentId: null, failure: null },
    ])
    expect(await stage.ids(db, 'input:1', 3)).toEqual([1])
    expect(await stage.ids(db, 'input:1', null, 1)).toEqual([3])
    await db.timelines.write({ entries: [entry(4, 'input:1')], replaced: ['1'], removed: ['output:1'] })
    expect([await stage.ids(db, 'input:1'), await stage.ids(db, 'output:1')]).toEqual([[4, 3], []])
    await db.close()
  })

  it('are the newest 500 of each', async () => {
    await using stage = await opened()
    const db = await stage.open()
    await db.timelines.write({ entries: [entry(1, 'input:9')] })
    for (let from = 2; from < 1000; from += 100) await db.timelines.write({ entries: many(100, 'output:1', from) })
    const kept = await stage.ids(db, 'output:1')
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([500, 1001, 502])
    expect(await stage.ids(db, 'input:9')).toEqual([1])
    await db.close()
  })

  it('are 50,000 in all', async () => {
    await using stage = await opened()
    const db = await stage.open()
    await db.timelines.write({ entries: many(500, 'output:0') })
    await db.close()
    await stage.run(
      `with recursive n(n) as (select 1 union all select n + 1 from n where n < 99)
       insert into timeline_entry (id, book, at, kind, text) select id + n * 500, 'output:' || n, at, kind, text from timeline_entry, n`,
    )
    const full = await stage.open()
    expect(full.timelines.books).toHaveLength(100)
    await full.timelines.write({ entries: many(500, 'output:100', 50_001) })
    expect(await stage.ids(full, 'output:0')).toEqual([])
    expect(await stage.ids(full, 'output:2')).toEqual([])
    expect(await stage.ids(full, 'output:3')).toHaveLength(500)
    expect(await stage.ids(full, 'output:100')).toHaveLength(500)
    expect(full.timelines.books).toHaveLength(98)
    await full.close()
  })
})
