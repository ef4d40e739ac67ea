import type { Client } from '@urql/core'
import { readAnswer, type Problem } from '../api/act.ts'
import { notify } from '../frame/notices.ts'
import { graphql } from '../generated/index.ts'
import { copyName } from './copyName.ts'

const settings = graphql(`
  query InputToDuplicate($id: ID!) {
    input(id: $id) {
      name
      tags
      listenAddress
      multicastGroup
      sourceAddress
    }
  }
`)

const createCopy = graphql(`
  mutation CreateInputCopy($input: NewInput!) {
    result: createInput(input: $input) {
      __typename
      ... on Input {
        name
        udpPort
      }
      ... on Problem {
        message
      }
    }
  }
`)

/** Makes another input like this one, stopped and on the next free port; its name is added to `names`. Null: done, and told. */
export async function duplicateInput(client: Client, id: string, names: Set<string>): Promise<Problem | null> {
  const asked = readAnswer(await client.query(settings, { id }).toPromise())
  if (asked.data === null) return asked.problem
  if (asked.data.input == null) return { message: 'The input is no longer there.', field: null }
  const name = copyName(asked.data.input.name, names)
  const copy = { ...asked.data.input, name, start: false }
  const { data, problem } = readAnswer(await client.mutation(createCopy, { input: copy }).toPromise())
  if (data === null) return problem
  if ('message' in data.result) return { message: data.result.message, field: null }
  names.add(name)
  if ('udpPort' in data.result) notify(`${name} was made: stopped, on UDP ${data.result.udpPort}, without outputs.`)
  return null
}
