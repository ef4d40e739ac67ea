import SchemaBuilder from '@pothos/core'
import ErrorsPlugin from '@pothos/plugin-errors'
import { DateTimeResolver, SafeIntResolver } from 'graphql-scalars'
import { GraphQLError, GraphQLScalarType, type GraphQLScalarTypeConfig } from 'graphql'
import type { Context } from './context.ts'

export const builder = new SchemaBuilder<{
  Context: Context
  DefaultFieldNullability: false
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: Date; Output: Date | string }
    SafeInt: { Input: number; Output: number }
  }
}>({
  plugins: [ErrorsPlugin],
  defaultFieldNullability: false,
  errors: { directResult: true, unsafelyHandleInputErrors: true },
})

builder.addScalarType(
  'DateTime',
  described(DateTimeResolver, 'A moment in ISO 8601, UTC, with milliseconds, such as `2026-03-01T18:30:00.000Z`.', {
    serialize: momentText,
    coerceOutputValue: momentText,
    parseValue: momentOf,
    coerceInputValue: momentOf,
    // What stands in the question is read as what stands in variables.
    parseLiteral: undefined,
  }),
)
builder.addScalarType('SafeInt', described(SafeIntResolver, 'A whole number that may pass 2^31: a JSON number up to 2^53.'))

builder.queryType({ description: 'What is now. Answered from memory; nothing here waits for FFmpeg or a destination.' })
builder.mutationType({
  description:
    'Changes of what is wished. They answer once the wish is stored; what follows from it is heard through subscriptions. When it cannot be stored nothing changes, and the error has `extensions.code` STORAGE; a stop is in force all the same, until the server starts anew.',
})
builder.subscriptionType({
  description: 'What changes, over the WebSocket (protocol `graphql-transport-ws`) at the same address.',
})

/** An enum of the domain with a description for each of its values; a value without one does not compile. */
export function enumOf<Value extends string>(name: string, description: string, values: Record<Value, string>) {
  const members = Object.fromEntries(
    Object.entries<string>(values).map(([value, text]) => [value, { value: value as Value, description: text }]),
  )
  return builder.enumType(name, { description, values: members as Record<Value, { value: Value; description: string }> })
}

/** Moments of ours are right: to read each of them again would be a part of every answer's cost. */
function momentText(moment: unknown): string {
  return moment instanceof Date ? moment.toISOString() : String(moment)
}

/** The scalar's own error repeats all that was given. */
function momentOf(value: unknown): Date {
  try {
    return DateTimeResolver.parseValue(value)
  } catch {
    throw new GraphQLError(
      'DateTime cannot represent this value, only a moment in ISO 8601 with its zone, such as 2026-03-01T18:30:00.000Z.',
    )
  }
}

function described(
  scalar: GraphQLScalarType,
  description: string,
  changes: Partial<GraphQLScalarTypeConfig<unknown, unknown>> = {},
): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), ...changes, description, specifiedByURL: null })
}
