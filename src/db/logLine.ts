import { defineEntity, p } from '@mikro-orm/core'
import { bookOf, logLevels, logSources } from '../domain/log.ts'
import type { LogLevel, LogLine, LogSource } from '../domain/log.ts'
import { knownOr } from './known.ts'
import { storable } from './storable.ts'

const schema = defineEntity({
  name: 'LogLineRow',
  tableName: 'log_line',
  indexes: [{ properties: ['book', 'id'] }, { properties: ['inputId', 'id'] }, { properties: ['source', 'id'] }],
  properties: {
    id: p.bigint('number').primary().autoincrement(false),
    /** See `bookOf`. */
    book: p.text(),
    /** ISO 8601. */
    at: p.text(),
    level: p.text().$type<LogLevel>(),
    source: p.text().$type<LogSource>(),
    // No foreign keys: a line may be older or younger than the object that it names.
    outputId: p.integer().nullable(),
    inputId: p.integer().nullable(),
    text: p.text(),
    repeated: p.integer(),
    dropped: p.integer(),
  },
})

/** A line of the log as it lies in the database. */
export class LogLineRow extends schema.class {}
schema.setClass(LogLineRow)

/** A row as the database gives it: PostgreSQL has text for the id. */
export interface StoredLine extends Pick<LogLine, 'at' | 'level' | 'source' | 'text' | 'repeated' | 'dropped'> {
  id: number | string
  output_id: number | null
  input_id: number | null
}

export function lineOf({ id, at, output_id, input_id, text, repeated, dropped, ...row }: StoredLine): LogLine {
  const [level, source] = [knownOr(logLevels, row.level, 'INFO'), knownOr(logSources, row.source, 'APP')]
  return { id: String(id), at, level, source, outputId: idOf(output_id), inputId: idOf(input_id), text, repeated, dropped }
}

function idOf(id: number | null): string | null {
  return id ? String(id) : null
}

const columns = ['id', 'book', 'at', 'level', 'source', 'output_id', 'input_id', 'text', 'repeated', 'dropped']
const row = `(${columns.map(() => '?').join(', ')})`

/**
 * A statement that stores so many lines; those that are there already were written by an attempt whose success was never
 * heard of. Written out, since lines come all the time: building it from entities costs ten times as much.
 */
export function insertion(lines: number): string {
  const rows = Array.from({ length: lines }, () => row)
  return `insert into log_line (${columns.join(', ')}) values ${rows.join(', ')} on conflict (id) do nothing`
}

/** What it asks for of one line. */
export function valuesOf(line: LogLine): (number | string | null)[] {
  const { at, level, source, repeated, dropped } = line
  const [outputId = null, inputId = null] = [line.outputId, line.inputId].map((id) => (id === null ? null : Number(id)))
  return [Number(line.id), bookOf(line), at, level, source, outputId, inputId, storable(line.text), repeated, dropped]
}

const counterSchema = defineEntity({
  name: 'LogCounterRow',
  tableName: 'log_counter',
  properties: {
    id: p.integer().primary(),
    /** No id above this was ever given to a line. */
    reserved: p.bigint('number'),
  },
})

/** One row: which ids of lines may have been seen, whether those lines were stored or not. */
export class LogCounterRow extends counterSchema.class {}
counterSchema.setClass(LogCounterRow)
