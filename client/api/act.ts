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
  const { data, problem } = readAnswer(await client.mutation(mutation, variables).toPromise())
  return data === null ? problem : problemOf(data.result, portField)
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

interface Answer<Data> {
  data?: Data | null | undefined
  error?: CombinedError | undefined
  operation: { kind: string }
}

/** What an answer holds, or why it holds nothing, in words. With an error it is none, whatever it has beside that. */
export function readAnswer<Data>({
  data,
  error,
  operation,
}: Answer<Data>): { data: Data; problem: null } | { data: null; problem: Problem } {
  if (error === undefined && data != null) return { data, problem: null }
  const told = error?.graphQLErrors[0]?.message ?? 'The server gave no answer.'
  if (error?.networkError === undefined) return { data: null, problem: { message: told, field: null } }
  const advice = operation.kind === 'mutation' ? ' Look whether it happened before trying again.' : ''
  return { data: null, problem: { message: `The server did not answer.${advice}`, field: null } }
}
