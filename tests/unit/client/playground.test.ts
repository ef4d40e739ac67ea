import { parse, validate } from 'graphql'
import { expect, it } from 'vitest'
import { startingOperations } from '../../../client/playground/operations.ts'
import { schema } from '../../../src/graphql/schema.ts'

it('the operations that the playground starts with fit the schema', () => {
  for (const { query, variables } of startingOperations) {
    expect(validate(schema, parse(query))).toEqual([])
    expect(() => JSON.parse(variables ?? '{}')).not.toThrow()
  }
})
