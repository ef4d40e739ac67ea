import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloseCode } from 'graphql-ws'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { StorageError } from '../../src/domain/errors.ts'
import { startApi, type TestApi, testKey } from '../support/api.ts'
import { table } from '../support/apiDocument.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'API.md'), 'utf8')
const errors = table(page, 'code | GraphQL | REST | when, and what to do').map(([code = '', graphql = '', rest = '']) => ({
  code: code.replaceAll('`', ''),
  graphql: statusesOf(graphql),
  rest: statusesOf(rest),
}))
const closeCodes = table(page, 'close code | why | another try').map(([code]) => Number(code))

/** `200, 400` as numbers; a star stands for 400 as well. */
function statusesOf(cell: string): number[] {
  return [...(cell.match(/\d{3}/g) ?? []).map(Number), ...(cell.includes('*') ? [400] : [])]
}

/** Codes that stand in the sources of a folder, where errors are made. */
function codesIn(folder: string, ending: string): string[] {
  const made = [
    /\bcode:\s*'([A-Z_]+)'/g,
    /\bcode'\]\s*\|\|=\s*'([A-Z_]+)'/g,
    /\bcode \|\|= '([A-Z_]+)'/g,
    /\bwithCode\([^)]*, '([A-Z_]+)'\)/g,
    // The status and then the code, as everything has it that answers without GraphQL.
    /(?:\b[1-5]\d\d|[sS]tatus),\s*'([A-Z_]+)'/g,
  ]
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .flatMap((text) => made.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code = '']) => code)))
}

const json = { 'content-type': 'application/json' }
const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { ...json, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const ask = (query: string, variables?: object) => post({ query, variables })
const newSpec = { accept: 'application/graphql-response+json' }
const deep = '{ inputs { outputs { input { outputs { input { outputs { input { outputs { id } } } } } } } } }'
const foreign = { origin: 'https://another.example' }

/** Requests that are refused: what is asked for, and the code of the answer. Those of REST begin with /api. */
const refused: [code: string, path: string, init: RequestInit][] = [
  ['BAD_USER_INPUT', '/graphql', ask('{ logs(first: 0) { hasOlder } }')],
  ['BAD_USER_INPUT', '/graphql', ask('query ($id: ID!) { input(id: $id) { id } }')],
  ['BAD_USER_INPUT', '/graphql', ask('query ($id: ID!) { input(id: $id) { id } }', { id: {} })],
  ['NOT_FOUND', '/graphql', ask('{ timeline(outputId: "77") { hasOlder } }')],
  ['GRAPHQL_PARSE_FAILED', '/graphql', ask('{')],
  ['GRAPHQL_PARSE_FAILED', '/graphql', ask(`{ inputs { ${'id '.repeat(5000)} } }`)],
  ['GRAPHQL_PARSE_FAILED', '/graphql', post({ query: '{' }, newSpec)],
  ['GRAPHQL_VALIDATION_FAILED', '/graphql', ask('{ nothing }')],
  ['GRAPHQL_VALIDATION_FAILED', '/graphql', post({ query: '{ nothing }' }, newSpec)],
  ['OPERATION_RESOLUTION_FAILURE', '/graphql', ask('query A { nextFreeUdpPort } query B { nextFreeSrtPort }')],
  ['TOO_COMPLEX', '/graphql', ask(deep)],
  ['TOO_COMPLEX', '/graphql', post({ query: deep }, newSpec)],
  ['BAD_REQUEST', '/graphql', ask('subscription { systemEvents { version } }')],
  ['BAD_REQUEST', '/graphql', post('{')],
  ['BAD_REQUEST', '/graphql', post([{ query: '{ nextFreeUdpPort }' }])],
  ['BAD_REQUEST', '/graphql?query=mutation{stopInput(id:"1"){__typename}}', {}],
  ['BAD_REQUEST', '/graphql', { method: 'PUT' }],
  ['BAD_REQUEST', '/graphql', post({ query: `{ nextFreeUdpPort } #${'-'.repeat(100_000)}` })],
  ['BAD_REQUEST', '/graphql', post('query=', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['REQUEST_ENTITY_TOO_LARGE', '/graphql', { method: 'PUT', body: '-'.repeat(150_000) }],
  ['UNAUTHENTICATED', '/graphql', post({}, { 'x-api-key': 'wrong' })],
  ['FORBIDDEN', '/graphql', post({}, foreign)],
  ['BAD_USER_INPUT', '/session', post({})],
  ['INVALID_VALUE', '/api/inputs', post({ name: '' })],
  ['INVALID_VALUE', '/api/inputs', post('{')],
  ['NOT_FOUND', '/api/inputs/77', {}],
  ['NOT_FOUND', '/api/inputs/1/still.jpg', {}],
  ['NO_PREVIEW', '/api/inputs/1/preview/index.m3u8', {}],
  ['PORT_TAKEN', '/api/inputs', post({ name: 'Camera', udp_port: 5000 })],
  ['METHOD_NOT_ALLOWED', '/api/inputs', { method: 'PUT' }],
  ['BODY_TOO_LARGE', '/api/inputs', post({ name: '-'.repeat(100_000) })],
  ['UNSUPPORTED_MEDIA_TYPE', '/api/inputs', post('name=', { 'content-type': 'text/plain' })],
  ['UNAUTHENTICATED', '/api/inputs', { headers: { 'x-api-key': 'wrong' } }],
  ['FORBIDDEN', '/api/inputs', post({}, foreign)],
]

async function codeOf(response: Response): Promise<unknown> {
  const body = (await response.json()) as { errors?: { extensions?: { code?: string } }[]; error?: { code: string } }
  return body.error?.code ?? body.errors?.[0]?.extensions?.code
}

describe('the codes of errors in API.md', () => {
  it('are those that the server and its GraphQL library have', () => {
    const ours = ['src/server', 'src/graphql'].flatMap((folder) => codesIn(join(root, folder), '.ts'))
    const ofLibrary = codesIn(join(root, 'node_modules/graphql-yoga/esm'), '.js')
    expect(ours.length).toBeGreaterThan(20)
    expect(ofLibrary).toContain('OPERATION_RESOLUTION_FAILURE')
    const real = [...new Set([...ours, ...ofLibrary])].toSorted()
    const why = 'API.md, "When something is wrong", has a row for each code'
    expect(errors.map(({ code }) => code).toSorted(), why).toEqual(real)
  })

  it('have the status that is told, and no answer is without one', { timeout: 60_000 }, async () => {
    await using api = await startApi()
    await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
    const wrong: unknown[] = []
    const met = new Map<string, Set<number>>()
    const see = async (door: 'graphql' | 'rest', expected: string, response: Response) => {
      const code = await codeOf(response)
      const told = errors.find((row) => row.code === expected)?.[door] ?? []
      if (code !== expected || !told.includes(response.status)) wrong.push([door, expected, code, response.status])
      const key = `${expected} ${door}`
      met.set(key, (met.get(key) ?? new Set()).add(response.status))
    }
    for (const [code, path, init] of refused)
      await see(path.startsWith('/api') ? 'rest' : 'graphql', code, await api.fetch(path, init))

    api.worker.inputPortHolder = () => Promise.reject(new Error('of the test'))
    const create = 'mutation { createInput(input: { name: "A" }) { __typename } }'
    await see('graphql', 'INTERNAL_SERVER_ERROR', await api.fetch('/graphql', ask(create)))
    await see('rest', 'INTERNAL_SERVER_ERROR', await api.fetch('/api/inputs', post({ name: 'A' })))
    api.worker.inputPortHolder = () => Promise.reject(new StorageError('of the test'))
    await see('graphql', 'STORAGE', await api.fetch('/graphql', ask(create)))
    await see('rest', 'STORAGE', await api.fetch('/api/inputs', post({ name: 'A' })))
    const wrongKey = { headers: { 'x-api-key': 'wrong' } }
    for (let count = 0; count < 20; count++) await api.fetch('/graphql', { ...ask('{'), ...wrongKey })
    await see('graphql', 'TOO_MANY_WRONG_KEYS', await api.fetch('/graphql', wrongKey))
    await see('rest', 'TOO_MANY_WRONG_KEYS', await api.fetch('/api/inputs', wrongKey))

    const released = Promise.withResolvers<void>()
    api.worker.stop = () => released.promise
    const stopped = api[Symbol.asyncDispose]()
    try {
      await see('graphql', 'STOPPING', await api.fetch('/graphql', ask('{ nextFreeUdpPort }')))
      await see('rest', 'STOPPING', await api.fetch('/api/inputs'))
    } finally {
      released.resolve()
      await stopped
    }
    expect(wrong).toEqual([])

    // These need more than a request; other tests of the API have them.
    const elsewhere = ['TIMEOUT', 'TOO_MANY_REQUESTS', 'PREVIEW_ENDED', 'TOO_MANY_PREVIEWS']
    const unseen = errors
      .filter(({ code }) => !elsewhere.includes(code))
      .flatMap(({ code, graphql, rest }) => [
        ...graphql.filter((status) => !met.get(`${code} graphql`)?.has(status)).map((status) => `${code} ${status}`),
        ...rest.filter((status) => !met.get(`${code} rest`)?.has(status)).map((status) => `${code} REST ${status}`),
      ])
    // A fault outside of GraphQL, and a header Host that no client of Node sends.
    expect(unseen).toEqual(['BAD_REQUEST REST 400', 'INTERNAL_SERVER_ERROR 500'])
  })

  it('stand in every error over the WebSocket', { timeout: 60_000 }, async () => {
    await using api = await startApi()
    const codes: Record<string, string> = {
      '{': 'GRAPHQL_PARSE_FAILED',
      '{ nothing }': 'GRAPHQL_VALIDATION_FAILED',
      [deep]: 'TOO_COMPLEX',
      'query A { nextFreeUdpPort } query B { nextFreeSrtPort }': 'OPERATION_RESOLUTION_FAILURE',
      'query ($id: ID!) { input(id: $id) { id } }': 'BAD_USER_INPUT',
      'subscription ($id: ID!) { inputEvents(id: $id) { kind } }': 'BAD_USER_INPUT',
      'subscription { inputEvents(id: "77") { kind } }': 'NOT_FOUND',
      'subscription { statistics(everyMs: 1) { at } }': 'BAD_USER_INPUT',
    }
    const told: Record<string, unknown> = {}
    for (const query of Object.keys(codes)) {
      try {
        for await (const { errors: faults } of api.follow(query)) told[query] = faults?.[0]?.extensions?.code
      } catch (faults) {
        told[query] = (faults as { extensions?: { code?: string } }[])[0]?.extensions?.code
      }
    }
    expect(told).toEqual(codes)
  })
})

const init = { type: 'connection_init', payload: { apiKey: testKey } }
const subscribe = { id: '1', type: 'subscribe', payload: { query: 'subscription { systemEvents { version } }' } }

/** What a WebSocket is closed with once it has said `messages`, each after the answer to the one before. */
async function closeOf(
  api: TestApi,
  messages: unknown[],
  { protocol = 'graphql-transport-ws', cookie = '' } = {},
): Promise<number> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, protocol === '' ? [] : protocol, {
    headers: cookie === '' ? {} : { cookie },
  })
  const closed = once(socket, 'close').then(([code]) => code as number)
  const say = () => {
    const [message] = messages.splice(0, 1)
    if (message !== undefined) socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }
  socket.on('open', say)
  socket.on('message', say)
  return closed
}

describe('the close codes in API.md', () => {
  it('are those that the server has', () => {
    const ours = readFileSync(join(root, 'src/server/webSocket.ts'), 'utf8')
    const folder = join(root, 'node_modules/graphql-ws/dist')
    const library = readdirSync(folder).filter((file) => /^server-.*\.js$/.test(file))
    const text = [ours, ...library.map((file) => readFileSync(join(folder, file), 'utf8'))].join('\n')
    const names = new Set([...text.matchAll(/CloseCode\.(\w+)/g)].map(([, name]) => name))
    const numbers = [...names].map((name) => CloseCode[name as keyof typeof CloseCode])
    const plain = [...ours.matchAll(/close\((\d{4}),/g)].map(([, code]) => Number(code))
    // The network's own, and that of the limit on a message, come from the package `ws`.
    expect([...closeCodes].toSorted()).toEqual([...new Set([...numbers, ...plain, 1006, 1009])].toSorted())
  })

  it('come for the reasons that are told', { timeout: 60_000 }, async () => {
    await using api = await startApi()
    const signIn = await fetch(`${api.url}/session`, post({ apiKey: testKey }))
    const cookie = signIn.headers.get('set-cookie')?.split(';', 1)[0]
    const seen = await Promise.all([
      closeOf(api, [init, 'x'.repeat(300_000)]),
      closeOf(api, ['{']),
      closeOf(api, [{ type: 'connection_init', payload: { apiKey: 'wrong' } }]),
      closeOf(api, [{ type: 'connection_init' }]),
      closeOf(api, [subscribe]),
      closeOf(api, [{ type: 'connection_init' }], { cookie }),
      closeOf(api, [init], { protocol: '' }),
      closeOf(api, [init, subscribe, subscribe]),
      closeOf(api, [init, init]),
    ])
    expect(seen).toEqual([1009, 4400, 4401, 4401, 4401, 4403, 4406, 4409, 4429])
    const last = closeOf(api, [init])
    await expect.poll(() => api.query('{ system { version } }')).toBeTruthy()
    await api[Symbol.asyncDispose]()
    expect(await last).toBe(1001)
  })
})
