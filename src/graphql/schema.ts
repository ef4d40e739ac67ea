import { printSchema } from 'graphql'
import { builder } from './builder.ts'
import './problems.ts'
import './inputs.ts'
import './outputs.ts'
import './destinations.ts'
import './configuration.ts'
import './logs.ts'
import './incidents.ts'
import './timeline.ts'
import './statistics.ts'
import './totals.ts'
import './metrics.ts'
import './stateHistory.ts'
import './stills.ts'
import './system.ts'

export const schema = builder.toSchema()

/** The schema as it stands in the committed `schema.graphql`. */
export function schemaText(): string {
  return `${printSchema(schema)}\n`
}
