import type { ApiClient } from './api.ts'

export interface SeenOutput {
  id: string
  name: string
  state: string
  desired: string
  delivery: string
  attempt: number
  restarts: number
  drops: number
  bytesSent: number
  url: string
  failure: { code: string; message: string; evidence: string | null } | null
  process: { pid: number } | null
}

export interface SeenInput {
  id: string
  state: string
  udpPort: number
  bitrateBps: number
  failure: { code: string; message: string } | null
  tracks: { codec: string }[]
}

const outputFields = `id name state desired delivery attempt restarts drops bytesSent url failure { code message evidence } process { pid }`
const inputFields = `id state udpPort bitrateBps failure { code message } tracks { codec }`

/** The few operations that most end-to-end tests need, by the public API. */
export async function createInput(api: ApiClient, input: Record<string, unknown> = {}): Promise<SeenInput> {
  return one(api, 'createInput', 'input: NewInput!', { input: { name: 'Camera', ...input } }, `... on Input { ${inputFields} }`)
}

export async function createOutput(api: ApiClient, output: Record<string, unknown>): Promise<SeenOutput> {
  return one(
    api,
    'createOutput',
    'output: NewOutput!',
    { output: { name: 'Destination', ...output } },
    `... on Output { ${outputFields} }`,
  )
}

export async function change(
  api: ApiClient,
  mutation: 'startOutput' | 'stopOutput' | 'retryOutput' | 'deleteOutput' | 'startInput' | 'stopInput' | 'deleteInput',
  id: string,
): Promise<void> {
  await one(api, mutation, 'id: ID!', { id }, '')
}

export async function updateOutput(api: ApiClient, id: string, changes: Record<string, unknown>): Promise<void> {
  const query = `mutation ($id: ID!, $changes: OutputChanges!) { updateOutput(id: $id, changes: $changes) { __typename ... on Problem { message } } }`
  const { updateOutput: result } = await api.query<{ updateOutput: { __typename: string; message?: string } }>(query, {
    id,
    changes,
  })
  if (result.__typename !== 'Output') throw new Error(`updateOutput: ${result.message}`)
}

export async function outputs(api: ApiClient): Promise<SeenOutput[]> {
  const { inputs } = await api.query<{ inputs: { outputs: SeenOutput[] }[] }>(`{ inputs { outputs { ${outputFields} } } }`)
  return inputs.flatMap((input) => input.outputs)
}

export async function output(api: ApiClient, id: string): Promise<SeenOutput> {
  return (await api.query<{ output: SeenOutput }>(`query ($id: ID!) { output(id: $id) { ${outputFields} } }`, { id })).output
}

export async function input(api: ApiClient, id: string): Promise<SeenInput> {
  return (await api.query<{ input: SeenInput }>(`query ($id: ID!) { input(id: $id) { ${inputFields} } }`, { id })).input
}

async function one<T>(
  api: ApiClient,
  mutation: string,
  parameter: string,
  variables: Record<string, unknown>,
  fields: string,
): Promise<T> {
  const [name] = parameter.split(':')
  const query = `mutation ($${parameter}) { ${mutation}(${name}: $${name}) { __typename ${fields} ... on Problem { message } } }`
  const result = (await api.query<Record<string, { __typename: string; message?: string }>>(query, variables))[mutation]!
  if (['InvalidValue', 'NotFound', 'PortTaken'].includes(result.__typename)) throw new Error(`${mutation}: ${result.message}`)
  return result as T
}
