/**
 * One address of the REST facade and the operation of GraphQL that answers it: that has the rules, this only the names.
 */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** `{id}` stands for the id of the object that the address names. */
  path: string
  /** Field of Query or Mutation. */
  operation: string
  /** Status of a good answer. */
  status: 200 | 201
  /** Argument that gets the id; by default `id`. In a body: the field of it that gets the id. */
  idFor?: string
  /** Argument that gets the body. */
  body?: 'input' | 'output' | 'changes'
  /** Arguments that can be given behind the `?`. */
  query?: readonly string[]
  /** Field of the result that is the answer; by default the result itself. */
  part?: string
  /** Query that finds the object of the address, where the operation itself does not miss it. */
  owner?: string
  /** What it does, where the operation's own description does not say it. */
  summary?: string
}

const input = '/api/inputs/{id}'
const output = '/api/outputs/{id}'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/inputs', operation: 'inputs', status: 200, query: ['search', 'states'] },
  { method: 'POST', path: '/api/inputs', operation: 'createInput', status: 201, body: 'input' },
  { method: 'GET', path: input, operation: 'input', status: 200, summary: 'The input with this id.' },
  { method: 'PATCH', path: input, operation: 'updateInput', status: 200, body: 'changes' },
  { method: 'DELETE', path: input, operation: 'deleteInput', status: 200 },
  { method: 'POST', path: `${input}/start`, operation: 'startInput', status: 200 },
  { method: 'POST', path: `${input}/stop`, operation: 'stopInput', status: 200 },
  {
    ...{ method: 'GET', path: `${input}/outputs`, operation: 'input', status: 200, part: 'outputs' },
    summary: 'The outputs of an input, in order of creation.',
  },
  { method: 'POST', path: `${input}/outputs`, operation: 'createOutput', status: 201, body: 'output', idFor: 'inputId' },
  { method: 'GET', path: output, operation: 'output', status: 200, summary: 'The output with this id.' },
  { method: 'PATCH', path: output, operation: 'updateOutput', status: 200, body: 'changes' },
  { method: 'DELETE', path: output, operation: 'deleteOutput', status: 200 },
  { method: 'POST', path: `${output}/start`, operation: 'startOutput', status: 200 },
  { method: 'POST', path: `${output}/stop`, operation: 'stopOutput', status: 200 },
  { method: 'POST', path: `${output}/retry`, operation: 'retryOutput', status: 200 },
  {
    ...{ method: 'GET', path: `${output}/logs`, operation: 'logs', status: 200, idFor: 'outputId', owner: 'output' },
    query: ['level', 'search', 'first', 'before'],
  },
  { method: 'GET', path: '/api/system', operation: 'system', status: 200 },
]
