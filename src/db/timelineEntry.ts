import { defineEntity, p } from '@mikro-orm/core'
import type { Failure } from '../domain/failure.ts'
import type { InputState, OutputState } from '../domain/states.ts'
import type { BookedEntry, TimelineBook, TimelineEntry, TimelineKind } from '../domain/timeline.ts'
import { storable, storableJson } from './storable.ts'

const schema = defineEntity({
  name: 'TimelineEntryRow',
  tableName: 'timeline_entry',
  indexes: [{ properties: ['book', 'id'] }],
  properties: {
    id: p.bigint('number').primary().autoincrement(false),
    /** Whose it is: `input:ID` or `output:ID`. No foreign key: entries are written later than what they tell of. */
    book: p.text().$type<TimelineBook>(),
    /** ISO 8601. */
    at: p.text(),
    kind: p.text().$type<TimelineKind>(),
    text: p.text(),
    inputState: p.text().$type<InputState>().nullable(),
    outputState: p.text().$type<OutputState>().nullable(),
    failure: p.json().$type<Failure | null>().nullable(),
    incidentId: p.integer().nullable(),
  },
})

/** An entry of a timeline as it lies in the database. */
export class TimelineEntryRow extends schema.class {
  static of({ id, text, failure, incidentId, ...rest }: BookedEntry) {
    const told = { text: storable(text), failure: failure && storableJson(failure) }
    return { ...rest, ...told, id: Number(id), incidentId: incidentId === null ? null : Number(incidentId) }
  }

  toEntry(): TimelineEntry {
    const { at, kind, text, inputState = null, outputState = null, failure = null, incidentId } = this
    return {
      id: String(this.id),
      at,
      kind,
      text,
      inputState,
      outputState,
      failure,
      incidentId: incidentId ? String(incidentId) : null,
    }
  }
}
schema.setClass(TimelineEntryRow)
