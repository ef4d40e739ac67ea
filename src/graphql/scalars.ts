import { GraphQLError, GraphQLScalarType } from 'graphql'
import { z } from 'zod'

const moment = z.iso.datetime({ offset: true })

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A moment in ISO 8601, UTC, with milliseconds, such as `2026-03-01T18:30:00.000Z`.',
  coerceInputValue(given) {
    const { data } = moment.safeParse(given)
    if (data !== undefined) return new Date(data)
    // Without what was given: there may be a secret in it.
    throw new GraphQLError(
      'DateTime cannot represent this value, only a moment in ISO 8601 with its zone, such as 2026-03-01T18:30:00.000Z.',
    )
  },
  // Moments of ours are right: to read each of them again would be a part of every answer's cost.
  coerceOutputValue: (value) => (value instanceof Date ? value.toISOString() : String(value)),
})

/** Of answers alone: nothing that is given can be so large. */
export const SafeInt = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  description: 'A whole number that may pass 2^31: a JSON number up to 2^53.',
  coerceOutputValue(value) {
    if (Number.isSafeInteger(value)) return value as number
    throw new GraphQLError('SafeInt cannot represent what is no whole number up to 2^53.')
  },
})
