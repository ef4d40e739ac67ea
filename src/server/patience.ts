import { GraphQLError } from 'graphql'

/** How long the server waits for whom, in milliseconds. */
export interface Patience {
  /** For the whole of a request's headers. */
  headersMs: number
  /** For the whole of a request. */
  requestMs: number
  /** Until an answer has been taken, from when its request came. */
  answerMs: number
  /** How often the first two are looked at. */
  lookEveryMs: number
  /** For one query or change. */
  operationMs: number
  /** A client that leaves a ping unanswered until the next one is taken for dead. */
  pingEveryMs: number
}

export const usualPatience: Patience = {
  headersMs: 10_000,
  requestMs: 30_000,
  answerMs: 120_000,
  lookEveryMs: 5000,
  operationMs: 30_000,
  pingEveryMs: 10_000,
}

/** What comes of an operation, or `errors` after `ms`: what it began may still be done. */
export function withinTime<T>(result: T | Promise<T>, ms: number): T | Promise<T | { errors: GraphQLError[] }> {
  // Most are answered from memory, at once.
  if (!(result instanceof Promise)) return result
  const over = Promise.withResolvers<{ errors: GraphQLError[] }>()
  const timer = setTimeout(() => over.resolve({ errors: [tooSlow(ms)] }), ms)
  return Promise.race([result, over.promise]).finally(() => clearTimeout(timer))
}

function tooSlow(ms: number): GraphQLError {
  const message = `The operation took longer than ${ms / 1000} s and was given up. What it began may still be done.`
  return new GraphQLError(message, { extensions: { code: 'TIMEOUT' } })
}
