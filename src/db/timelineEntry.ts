import { defineEntity, p } from '@mikro-orm/core'
import type { Failure } from '../domain/failure.ts'
import { inputStates, outputStates } from '../domain/states.ts'
import type { InputState, OutputState } from '../domain/states.ts'
import { timelineKinds } from '../domain/timeline.ts'
import type { BookedEntry, TimelineBook, TimelineEntry, TimelineKind } from '../domain/timeline.ts'
import { knownFailure, knownOr } from './known.ts'
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
    const { at, text, inputState, outputState, failure, incidentId } = this
    return {
      id: String(this.id),
      at,
      // Of a kind that is not known, the text still tells.
      kind: knownOr(timelineKinds, this.kind, 'STATE'),
      text,
      inputState: inputState ? knownOr(inputStates, inputState, 'UNKNOWN') : null,
      outputState: outputState ? knownOr(outputStates, outputState, 'UNKNOWN') : null,
      failure: knownFailure(failure),
      incidentId: incidentId ? String(incidentId) : null,
    }
  }
}
schema.setClass(TimelineEntryRow)
