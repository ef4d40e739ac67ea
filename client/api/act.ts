import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from '@urql/core'

/** What a person is told when the server did not do as asked. */
export interface Problem {
  message: string
  /** Path of the argument that is wrong, such as `output.url`; null when none is. */
  field: string | null
}

interface Outcome {
  __typename: string
  message?: string
  field?: string
}

/**
 * Runs a mutation whose one field is named `result`. Null: done. What came of it is heard by subscription. `portField` is
 * where a port that somebody else has was written.
 */
export async function act<Data extends { result: Outcome }, Variables extends AnyVariables>(
  client: Client,
  mutation: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  portField = 'input.udpPort',
): Promise<Problem | null> {
  const answer = await client.mutation(mutation, variables).toPromise()
  if (answer.error !== undefined || answer.data === undefined) return unanswered(answer.error)
  return problemOf(answer.data.result, portField)
}

/** What went wrong by an outcome; null: nothing. `portField` is where a port that somebody else has was written. */
export function problemOf(outcome: Outcome, portField: string): Problem | null {
  switch (outcome.__typename) {
    case 'InvalidValue':
      return { message: outcome.message ?? '', field: outcome.field ?? null }
    case 'PortTaken':
      return { message: outcome.message ?? '', field: portField }
    case 'NotFound':
      return { message: outcome.message ?? '', field: null }
    default:
      return null
  }
}

/** What a person is told when there is no outcome at all. */
export function unanswered(error: CombinedError | undefined): Problem {
  if (error?.networkError !== undefined) {
    return { message: 'The server did not answer. Look whether it happened before trying again.', field: null }
  }
  return { message: error?.graphQLErrors[0]?.message ?? 'The server gave no answer.', field: null }
}
