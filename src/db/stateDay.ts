import { defineEntity, p } from '@mikro-orm/core'
import { failureCodes } from '../domain/failure.ts'
import { inputStates, outputStates } from '../domain/states.ts'
import type { StateDay, StateSpan } from '../domain/stateHistory.ts'
import { knownOr } from './known.ts'

/** A span as it is stored: state, beginning, end (null: it lasts), code of its failure. Times in Unix milliseconds. */
type StoredSpan = [StateSpan['state'], number, number | null, StateSpan['failureCode']]

const schema = defineEntity({
  name: 'StateDayRow',
  tableName: 'state_day',
  properties: {
    subject: p.text().primary(),
    day: p.integer().primary(),
    /** When the last of its spans ended, Unix time in milliseconds; null: it lasts. */
    endedAt: p.bigint('number').nullable(),
    // One row, not one for each change: what changes every second is written as often as what is still.
    spans: p.json().$type<StoredSpan[]>(),
  },
})

/** Which states an input or an output had, as it lies in the database. */
export class StateDayRow extends schema.class {
  static of({ subject, day, spans }: StateDay) {
    const stored = spans.map(({ state, from, to, failureCode }): StoredSpan => [state, from, to, failureCode])
    const last = spans.at(-1)
    return { subject, day, endedAt: last === undefined ? 0 : last.to, spans: stored }
  }

  toDay(): StateDay {
    const states: readonly StateSpan['state'][] = this.subject.startsWith('input:') ? inputStates : outputStates
    const spans = this.spans.map(([state, from, to, code]) => ({
      ...{ state: knownOr(states, state, 'UNKNOWN'), from, to },
      failureCode: code && knownOr(failureCodes, code, 'UNKNOWN'),
    }))
    return { subject: this.subject, day: this.day, spans }
  }
}
schema.setClass(StateDayRow)

const sightSchema = defineEntity({
  name: 'StateSightRow',
  tableName: 'state_sight',
  properties: {
    id: p.integer().primary().autoincrement(false),
    /** Unix time in milliseconds. */
    at: p.bigint('number'),
  },
})

/** One row: until when it is known that states which last lasted. */
export class StateSightRow extends sightSchema.class {}
sightSchema.setClass(StateSightRow)
