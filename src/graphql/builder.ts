import SchemaBuilder from '@pothos/core'
import ErrorsPlugin from '@pothos/plugin-errors'
import type { Context } from './context.ts'
import { DateTime, SafeInt } from './scalars.ts'

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

builder.addScalarType('DateTime', DateTime)
builder.addScalarType('SafeInt', SafeInt)

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
