import type { Client, CombinedError } from '@urql/core'
import { graphql } from '../generated/index.ts'
import type { NewOutput } from '../generated/graphql.ts'

const testDestination = graphql(`
  mutation TestDestination($output: NewOutput!) {
    test: testDestination(output: $output) {
      ...ConnectionTest
    }
  }
`)

const testOutput = graphql(`
  mutation TestOutput($id: ID!) {
    test: testOutput(id: $id) {
      ...ConnectionTest
    }
  }
`)

/** What came of a test, or why there was no answer. */
export interface Tested<Test> {
  test: Test | undefined
  error: CombinedError | undefined
}

/** An output that is not made yet. */
export async function testDraft(client: Client, output: NewOutput) {
  const { data, error } = await client.mutation(testDestination, { output }).toPromise()
  return { test: data?.test, error }
}

/** An output as it is stored, with its secrets. */
export async function testStored(client: Client, id: string) {
  const { data, error } = await client.mutation(testOutput, { id }).toPromise()
  return { test: data?.test ?? undefined, error }
}
