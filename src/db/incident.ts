import { defineEntity, p } from '@mikro-orm/core'
import { failureCodes } from '../domain/failure.ts'
import type { Failure, FailureCode } from '../domain/failure.ts'
import { incidentEndings } from '../domain/incidents/incident.ts'
import type { IncidentEnding, IncidentEntry, IncidentRecord } from '../domain/incidents/incident.ts'
import { knownFailure, knownOr } from './known.ts'
import { storableJson } from './storable.ts'

const schema = defineEntity({
  name: 'IncidentRow',
  tableName: 'incident',
  properties: {
    id: p.integer().primary(),
    subject: p.text(),
    title: p.text(),
    cause: p.text().$type<FailureCode>(),
    failure: p.json().$type<Failure | null>().nullable(),
    // Null in rows that are older than this column.
    entries: p.json().$type<IncidentEntry[] | null>().nullable(),
    // Neither foreign keys nor names by reference: an incident outlives what it is about.
    inputId: p.integer().nullable(),
    inputName: p.text().nullable(),
    outputIds: p.json().$type<string[]>(),
    outputNames: p.json().$type<string[]>(),
    openedAt: p.datetime(3),
    closedAt: p.datetime(3).nullable(),
    // Null in rows that are older than this column.
    ending: p.text().$type<IncidentEnding>().nullable(),
    lastSeenAt: p.datetime(3),
  },
})

/** An incident as it lies in the database. */
export class IncidentRow extends schema.class {
  static of({ id, inputId, title, inputName, failure, entries, outputNames, ...rest }: IncidentRecord) {
    const told = storableJson({ title, inputName, failure, entries, outputNames })
    return { ...rest, ...told, id: Number(id), inputId: inputId === null ? null : Number(inputId) }
  }

  toRecord(): IncidentRecord {
    const { subject, title, outputIds, outputNames, openedAt, lastSeenAt } = this
    return {
      ...{ id: String(this.id), subject, title, outputIds, outputNames, openedAt, lastSeenAt },
      cause: knownOr(failureCodes, this.cause, 'UNKNOWN'),
      ...{ inputId: this.inputId ? String(this.inputId) : null, inputName: this.inputName ?? null },
      ...{
        closedAt: this.closedAt ?? null,
        ending: this.ending ? knownOr(incidentEndings, this.ending, null) : null,
        failure: knownFailure(this.failure),
        entries: this.entries ?? [],
      },
    }
  }
}
schema.setClass(IncidentRow)
