import { defineEntity, p } from '@mikro-orm/core'
import { bookOf } from '../domain/log.ts'
import type { LogLevel, LogLine, LogSource } from '../domain/log.ts'

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
export class LogLineRow extends schema.class {
  static of(line: LogLine) {
    const { at, level, source, repeated, dropped } = line
    const [outputId, inputId] = [line.outputId, line.inputId].map((id) => (id === null ? null : Number(id)))
    const text = storable(line.text)
    return { id: Number(line.id), book: bookOf(line), at, level, source, outputId, inputId, text, repeated, dropped }
  }

  toLine(): LogLine {
    const { at, level, source, text, repeated, dropped } = this
    const [outputId = null, inputId = null] = [this.outputId, this.inputId].map((id) => (id ? String(id) : null))
    return { id: String(this.id), at, level, source, outputId, inputId, text, repeated, dropped }
  }
}
schema.setClass(LogLineRow)

/** Neither SQLite's statements nor PostgreSQL's texts can hold the character 0. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\\u{0}')
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
