import type { SqlEntityManager } from '@mikro-orm/sql'
import { openProgram } from '../database.ts'
import type { DatabasePlace } from '../database.ts'
import type { Program } from '../engine.ts'
import { DatabaseError } from '../errors.ts'
import { Checksum } from './checksum.ts'
import { postgresDialect, sqliteDialect, valueOf } from './dialect.ts'
import type { Dialect, Value } from './dialect.ts'
import { lookAt } from './lookAt.ts'
import { tablesOf } from './tables.ts'
import type { Table } from './tables.ts'

/** Rows that are in memory at a time: as many as SQLite has places for in one statement, of the widest table. */
const usualBatch = 500

export interface CopiedTable {
  table: string
  rows: number
  /** Of the rows as they were read, and as they were read back. */
  checksum: string
}

interface Side {
  program: Program
  dialect: Dialect
}

/**
 * Copies every row into an empty database, in one transaction in which they are read back and compared. Whoever calls holds the
 * claims of both; of the claim itself nothing is copied. Throws DatabaseError; then the other database is as empty as it was.
 */
export async function copyDatabase(fromPlace: DatabasePlace, toPlace: DatabasePlace, batch = usualBatch): Promise<CopiedTable[]> {
  const [source, target] = [await lookAt(fromPlace), await lookAt(toPlace)]
  if (source.done === 0) throw new DatabaseError(`${source.words} holds nothing of this program: there is nothing to copy.`)
  if (source.missing > 0)
    throw new DatabaseError(`${source.words} is of an earlier version: start this version on it once, end it, and copy it then.`)
  if (target.done > 0 && target.missing > 0) throw notEmpty(target.words, 'tables of an earlier version')
  await using opened = new AsyncDisposableStack()
  const [reading, writing] = [await open(fromPlace, opened), await open(toPlace, opened)]
  try {
    const copied = await inTransaction(writing, async (to) => {
      await checkEmpty(to, tablesOf(writing.program.orm), target.words)
      return inTransaction(reading, (from) => copyAll(from, to, reading, writing, batch))
    })
    await writing.program.outlasting()
    return copied
  } catch (error) {
    throw writing.program.explain(error, false)
  }
}

/** Not by `transactional`, within which all managers of entities are the same one. */
async function inTransaction<T>({ program }: Side, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  const em = program.orm.em.fork()
  await em.begin()
  try {
    const result = await work(em)
    await em.commit()
    return result
  } catch (error) {
    await em.rollback()
    throw error
  }
}

async function open(place: DatabasePlace, opened: AsyncDisposableStack): Promise<Side> {
  const program = await openProgram(place)
  opened.defer(() => program.close())
  return { program, dialect: 'url' in place ? postgresDialect : sqliteDialect }
}

async function checkEmpty(em: SqlEntityManager, tables: readonly Table[], words: string): Promise<void> {
  const found: string[] = []
  for (const name of [...tables.map((table) => table.name), 'owner']) {
    const [row] = await em.execute<{ count: number | string }[]>(`select count(*) as count from "${name}"`)
    if (Number(row?.count) > 0) found.push(`${name} ${row?.count}`)
  }
  if (found.length > 0) throw notEmpty(words, `rows in ${found.join(', ')}`)
}

function notEmpty(words: string, what: string): DatabaseError {
  return new DatabaseError(`${words} is not empty, and is left as it is (${what}): name a new, empty database.`)
}

async function copyAll(
  from: SqlEntityManager,
  to: SqlEntityManager,
  reading: Side,
  writing: Side,
  batch: number,
): Promise<CopiedTable[]> {
  const copied: CopiedTable[] = []
  for (const table of tablesOf(reading.program.orm)) {
    const read = new Checksum()
    for await (const rows of rowsOf(from, table, reading, batch)) {
      for (const row of rows) read.add(row)
      await insert(to, table, writing, rows)
    }
    const written = new Checksum()
    for await (const rows of rowsOf(to, table, writing, batch)) for (const row of rows) written.add(row)
    if (read.rows !== written.rows || read.text !== written.text)
      throw new DatabaseError(`The rows of ${table.name} were not the same when they were read back: nothing was copied.`)
    if (table.givesIds) await writing.dialect.setHighestId(to, table.name, await reading.dialect.highestId(from, table.name))
    copied.push({ table: table.name, rows: read.rows, checksum: read.text })
  }
  return copied
}

/** In the order of the key, each batch beginning behind the one before. */
async function* rowsOf(
  em: SqlEntityManager,
  { name, columns, key }: Table,
  side: Side,
  batch: number,
): AsyncGenerator<Value[][]> {
  const keys = key.map((column) => `"${column}"`).join(', ')
  const places = key.map((column) => columns.findIndex((one) => one.name === column))
  const select = `select ${columns.map((column) => side.dialect.read(column)).join(', ')} from "${name}"`
  let last: Value[] | null = null
  for (;;) {
    const where: string = last === null ? '' : ` where (${keys}) > (${key.map(() => '?').join(', ')})`
    const given = await ask(side, em, `${select}${where} order by ${keys} limit ${batch}`, last ?? [])
    const rows: Value[][] = given.map((row) => columns.map((column) => valueOf(column.kind, row[column.name])))
    if (rows.length > 0) yield rows
    if (rows.length < batch) return
    last = places.map((at) => rows.at(-1)![at]!)
  }
}

async function insert(em: SqlEntityManager, { name, columns }: Table, side: Side, rows: readonly Value[][]): Promise<void> {
  const row = `(${columns.map(() => '?').join(', ')})`
  const names = columns.map((column) => `"${column.name}"`).join(', ')
  const values = rows.flatMap((one) => one.map((value, at) => side.dialect.write(columns[at]!.kind, value)))
  await ask(side, em, `insert into "${name}" (${names}) values ${rows.map(() => row).join(', ')}`, values)
}

/** What goes wrong is told of the database that it went wrong in. */
async function ask(side: Side, em: SqlEntityManager, sql: string, values: readonly Value[]): Promise<Record<string, unknown>[]> {
  try {
    return await em.execute(sql, values)
  } catch (error) {
    throw side.program.explain(error, false)
  }
}
