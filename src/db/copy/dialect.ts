import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Column, ColumnKind } from './tables.ts'

/** A value that is the same whatever database it comes from: dates in Unix milliseconds, JSON as text with its names in order. */
export type Value = string | number | boolean | null

/** How one kind of database writes and reads values, and counts ids. */
export interface Dialect {
  /** SQL that reads a column. */
  read(column: Column): string
  /** What stands for a value in a statement that writes it. */
  write(kind: ColumnKind, value: Value): Value
  /** The highest id that the table ever gave; 0: none yet. */
  highestId(em: SqlEntityManager, table: string): Promise<number>
  /** So that the next one is above it. */
  setHighestId(em: SqlEntityManager, table: string, id: number): Promise<void>
}

export const sqliteDialect: Dialect = {
  read: ({ name }) => `"${name}"`,
  write: (kind, value) => (kind === 'boolean' && value !== null ? Number(value) : value),
  async highestId(em, table) {
    const [row] = await em.execute<{ seq: number }[]>('select seq from sqlite_sequence where name = ?', [table])
    return row?.seq ?? 0
  },
  async setHighestId(em, table, id) {
    await em.execute('delete from sqlite_sequence where name = ?', [table])
    await em.execute('insert into sqlite_sequence (name, seq) values (?, ?)', [table, id])
  },
}

const sequenceOf = (table: string) => `pg_get_serial_sequence('"${table}"', 'id')`

export const postgresDialect: Dialect = {
  read: ({ name, kind }) => {
    if (kind === 'date') return `(extract(epoch from "${name}") * 1000)::double precision as "${name}"`
    // Its own order of names would be that of their lengths.
    return kind === 'json' ? `"${name}"::text as "${name}"` : `"${name}"`
  },
  write: (kind, value) => (kind === 'date' && value !== null ? new Date(Number(value)).toISOString() : value),
  async highestId(em, table) {
    const [at] = await em.execute<{ name: string }[]>(`select ${sequenceOf(table)} as name`)
    const [row] = await em.execute<{ last: string; called: boolean }[]>(
      `select last_value as last, is_called as called from ${at!.name}`,
    )
    return row?.called ? Number(row.last) : 0
  },
  async setHighestId(em, table, id) {
    await em.execute(`select setval(${sequenceOf(table)}, ?, ?)`, [Math.max(id, 1), id > 0])
  },
}

/** What a database gave for a column, as `Value`. */
export function valueOf(kind: ColumnKind, given: unknown): Value {
  if (given === null || given === undefined) return null
  if (kind === 'json') return JSON.stringify(JSON.parse(String(given)), inOrder)
  if (kind === 'boolean') return Boolean(given)
  return kind === 'text' ? String(given) : Number(given)
}

function inOrder(_name: string, part: unknown): unknown {
  if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
  return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
