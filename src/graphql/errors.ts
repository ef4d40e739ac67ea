import { GraphQLError } from 'graphql'
import { NotFoundError } from '../domain/errors.ts'

/** A fault of the caller in a query or a subscription; `extensions.code` is BAD_USER_INPUT. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
}

/** Throws BAD_USER_INPUT, naming the range, unless `value` is a number of it. */
export function checkRange(argument: string, value: number, least: number, most: number): number {
  if (value < least || value > most) throw badUserInput(`${argument} must be ${least} to ${most}.`)
  return value
}

/** Does what a service offers to followers; an id that does not exist becomes an error with `extensions.code` NOT_FOUND. */
export function following<T>(follow: () => T): T {
  try {
    return follow()
  } catch (error) {
    if (error instanceof NotFoundError) throw new GraphQLError(error.message, { extensions: { code: 'NOT_FOUND', id: error.id } })
    throw error
  }
}
