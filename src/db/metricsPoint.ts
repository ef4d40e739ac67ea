import { defineEntity, p } from '@mikro-orm/core'
import { PlainNumber } from './plainNumber.ts'

const schema = defineEntity({
  name: 'MetricsPointRow',
  tableName: 'metrics_point',
  // What is too old is found by time alone.
  indexes: [{ properties: ['step', 'at'] }],
  properties: {
    /** `input:ID` or `output:ID`. */
    subject: p.text().primary(),
    /** Seconds. */
    step: p.integer().primary(),
    /** When the step began, Unix time in seconds. */
    at: p.bigint('number').primary(),
    /** Seconds of it that were observed. */
    samples: p.integer(),
    bitrateBps: p.type(PlainNumber).$type<number>(),
    minBitrateBps: p.type(PlainNumber).$type<number>(),
    maxBitrateBps: p.type(PlainNumber).$type<number>(),
    errors: p.bigint('number'),
    restarts: p.integer(),
    cpuPercent: p.type(PlainNumber).$type<number>().nullable(),
    rssBytes: p.bigint('number').nullable(),
  },
})

/** One step of what was measured of an input or an output, as it lies in the database. */
export class MetricsPointRow extends schema.class {}
schema.setClass(MetricsPointRow)
