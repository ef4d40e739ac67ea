import type { Client } from '@urql/core'
import { readAnswer, type Problem } from '../api/act.ts'
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
  test: Test | null
  problem: Problem | null
}

/** An output that is not made yet. */
export async function testDraft(client: Client, output: NewOutput) {
  const { data, problem } = readAnswer(await client.mutation(testDestination, { output }).toPromise())
  return { test: data?.test ?? null, problem }
}

/** An output as it is stored, with its secrets. */
export async function testStored(client: Client, id: string) {
  const { data, problem } = readAnswer(await client.mutation(testOutput, { id }).toPromise())
  return {
    test: data?.test ?? null,
    problem: data?.test === null ? { message: 'The output is no longer there.', field: null } : problem,
  }
}
