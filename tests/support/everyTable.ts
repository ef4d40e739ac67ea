import { wrap } from '@mikro-orm/core'
import type { EntityMetadata } from '@mikro-orm/core'
import * as fc from 'fast-check'
import type { ConfiguredDatabase } from '../../src/config/databaseUrl.ts'
import type { Orm } from '../../src/db/engine.ts'
import { createPool } from '../../src/db/postgres/pool.ts'
import { createPostgresOrm } from '../../src/db/postgres/program.ts'
import { openSqlite } from '../../src/db/sqlite.ts'
import { createSqliteOrm } from '../../src/db/sqliteProgram.ts'

/** The rows of each table by name, as the program reads them. */
export type EveryRow = Record<string, unknown[]>

/** The ORM on a database whose tables are there. */
export async function ormOf(place: ConfiguredDatabase): Promise<Orm & AsyncDisposable> {
  const orm =
    place.kind === 'postgres'
      ? await createPostgresOrm(createPool(place.url), 'any')
      : await createSqliteOrm(openSqlite(place.file))
  return Object.assign(orm, { [Symbol.asyncDispose]: () => orm.close() })
}

export async function everyRow(place: ConfiguredDatabase): Promise<EveryRow> {
  await using orm = await ormOf(place)
  const em = orm.em.fork()
  const rows: EveryRow = {}
  for (const meta of orm.getMetadata().getAll().values()) {
    const found = (await em.find(meta.class, {})).map((row) => wrap(row as object).toPOJO())
    // Not as the database sorts texts: each has an order of its own.
    const told = (row: object) =>
      Object.values(row)
        .filter((value) => typeof value !== 'object')
        .join(' ')
    rows[meta.tableName] = found.toSorted((a, b) => (told(a) < told(b) ? -1 : 1))
  }
  return rows
}

/** So many rows in each table that has a key of its own for each, of values as nasty as they come; the same at each run. */
export async function fillEveryTable(place: ConfiguredDatabase, count: number, seed = 1): Promise<void> {
  await using orm = await ormOf(place)
  const em = orm.em.fork()
  const metas = [...orm.getMetadata().getAll().values()]
  const isChild = (meta: EntityMetadata) => meta.props.some(({ kind }) => kind === 'm:1')
  for (const meta of metas.toSorted((a, b) => Number(isChild(a)) - Number(isChild(b)))) {
    const isSingle = ['owner', 'log_counter', 'state_sight'].includes(meta.tableName)
    const rows = fc.sample(rowOf(meta), { numRuns: isSingle ? 1 : count, seed })
    await em.nativeDelete(meta.class, {})
    await em.insertMany(
      meta.class,
      rows.map((row, at) => ({ ...row, ...keyOf(meta, at + 1) })),
    )
  }
}

function keyOf(meta: EntityMetadata, number: number): Record<string, unknown> {
  const parts = meta.props.filter(({ primary, kind }) => primary || kind === 'm:1')
  return Object.fromEntries(
    parts.map(({ name, columnTypes }) => [name, columnTypes[0] === 'text' ? `output:${number} ä` : number]),
  )
}

function rowOf(meta: EntityMetadata): fc.Arbitrary<Record<string, unknown>> {
  const columns = meta.props.filter(({ primary, kind }) => !primary && kind !== 'm:1')
  return fc.record(
    Object.fromEntries(
      columns.map(({ name, columnTypes, runtimeType, nullable }) => {
        // What is counted up from there must stay a number.
        const value = name === 'reserved' ? fc.nat() : valueOf(columnTypes[0]!, runtimeType)
        return [name, nullable ? fc.option(value) : value]
      }),
    ),
  )
}

/** What neither database can hold is kept from both by the stores. */
const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', '').toWellFormed())

function valueOf(columnType: string, runtimeType: string): fc.Arbitrary<unknown> {
  if (runtimeType === 'boolean') return fc.boolean()
  if (columnType.startsWith('json')) return json
  if (columnType === 'bigint') return fc.maxSafeInteger()
  if (columnType.startsWith('int')) return fc.integer()
  if (/^(real|double)/.test(columnType)) return fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
  if (columnType === 'text') return fc.oneof(text, fc.constant(`'"?$1\\u0000%_{}`))
  return fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
}

/** With the names of objects in any order. */
const json = fc.letrec((tie) => ({
  part: fc.oneof(
    { maxDepth: 3 },
    ...[fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), text],
    fc.array(tie('part'), { maxLength: 3 }),
    fc.dictionary(text, tie('part'), { maxKeys: 3, noNullPrototype: true }),
  ),
  list: fc.array(tie('part'), { maxLength: 4 }),
})).list
