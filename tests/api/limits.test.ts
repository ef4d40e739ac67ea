import { once } from 'node:events'
import { connect } from 'node:net'
import { getIntrospectionQuery, getNamedType, isCompositeType, isListType, isNonNullType, isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { startingOperations } from '../../client/playground/operations.ts'
import { lengths } from '../../src/graphql/limits.ts'
import { schema } from '../../src/graphql/schema.ts'
import { startApi } from '../support/api.ts'
import type { TestApi } from '../support/api.ts'

const code = async (api: TestApi, query: string, variables = {}) =>
  (await api.ask(query, variables)).errors?.[0]?.extensions?.code

/** `{ inputs { outputs { input { outputs { … { id } … } } } } }` */
function circle(rounds: number): string {
  return `{ inputs { ${'outputs { input { '.repeat(rounds)} id ${'} }'.repeat(rounds)} } }`
}

describe('what one operation may ask for', () => {
  it('ends where inputs and outputs lead round in a circle', async () => {
    await using api = await startApi()
    expect(await code(api, circle(1))).toBeUndefined()
    expect(await code(api, circle(2))).toBe('TOO_COMPLEX')
    const { errors } = await api.ask(circle(40))
    expect(errors).toMatchObject([{ message: 'The operation is 82 levels deep; 8 are allowed.' }])
  })

  it('is the same over the WebSocket', async () => {
    await using api = await startApi()
    const told: unknown[] = []
    const query = 'subscription { inputEvents { inputs { outputs { input { outputs { input { outputs { id } } } } } } } }'
    await expect(
      (async () => {
        for await (const answer of api.follow(query)) told.push(answer)
      })(),
    ).rejects.toMatchObject([{ extensions: { code: 'TOO_COMPLEX' } }])
    expect(told).toEqual([])
  })

  it('is not widened by aliases and fragments, however they are nested', async () => {
    await using api = await startApi()
    const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, at) => `a${at}: nextFreeUdpPort`).join(' ')} }`
    expect(await code(api, aliases(100))).toBeUndefined()
    expect(await code(api, aliases(101))).toBe('TOO_COMPLEX')
    const doubling = Array.from(
      { length: 60 },
      (_, at) => `fragment F${at} on Output { ...F${at + 1} ... on Output { ...F${at + 1} } }`,
    )
    const bomb = `{ inputs { outputs { ...F0 } } } ${doubling.join(' ')} fragment F60 on Output { id }`
    const began = performance.now()
    expect(await code(api, bomb)).toBe('TOO_COMPLEX')
    const hidden =
      '{ inputs { ...A } } fragment A on Input { outputs { input { ...B } } } fragment B on Input { outputs { input { id } } }'
    expect(await code(api, hidden)).toBe('TOO_COMPLEX')
    expect(await code(api, '{ inputs { ...A } } fragment A on Input { outputs { input { ...A } } }')).not.toBeUndefined()
    expect((await api.ask(`{ inputs { ${'id '.repeat(5000)} } }`)).errors?.[0]?.message).toMatch(/more th.. 4000 tokens/)
    expect(performance.now() - began).toBeLessThan(1500)
  })

  it('is not read when its brackets are nested so often that there is no room to', async () => {
    await using api = await startApi()
    for (const bomb of [
      `{ input(id: ${'['.repeat(1900)}1${']'.repeat(1900)}) { id } }`,
      `{ input(id: ${'{ a: '.repeat(1200)}1${' }'.repeat(1200)}) { id } }`,
      '{ a '.repeat(20_000),
    ]) {
      const { errors } = await api.ask(bomb)
      expect(errors).toMatchObject([
        { message: 'The document is nested more than 200 times.', extensions: { code: 'TOO_COMPLEX' } },
      ])
    }
  })

  it('has at most 100 fragments and 100 directives', async () => {
    await using api = await startApi()
    const fragments = (count: number) =>
      `{ system { ${Array.from({ length: count }, (_, at) => `...F${at}`).join(' ')} } } ${Array.from({ length: count }, (_, at) => `fragment F${at} on System { version }`).join(' ')}`
    expect(await code(api, fragments(100))).toBeUndefined()
    expect(await code(api, `{ system { ${'version '.repeat(20)} } }`)).toBeUndefined()
    expect(await code(api, `{ system { ${'version '.repeat(21)} } }`)).toBe('TOO_COMPLEX')
    const { errors } = await api.ask(fragments(101))
    expect(errors?.map(({ message }) => message)).toContain('The document has 101 fragments; 100 are allowed.')
    const directives = (count: number) => `{ system { ${'... @include(if: true) { version } '.repeat(count)} } }`
    expect(await code(api, directives(100))).toBeUndefined()
    expect(await code(api, directives(101))).toBe('TOO_COMPLEX')
    expect(await code(api, `{ system { version ${'@a '.repeat(300)} } }`)).toBeDefined()
  })

  it('is known of each list of objects, and large ones in lists are refused', async () => {
    const listed = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
      .map(({ type }) => (isNonNullType(type) ? type.ofType : type))
      .filter((type) => isListType(type) && isCompositeType(getNamedType(type)))
    expect(new Set(listed.map((type) => getNamedType(type).name))).toEqual(new Set(Object.keys(lengths)))
    await using api = await startApi()
    const pages = Array.from({ length: 100 }, (_, at) => `p${at}: incidents(first: 50) { incidents { entries { at text } } }`)
    expect(await code(api, `{ ${pages.join(' ')} }`)).toBe('TOO_COMPLEX')
    expect(await code(api, `{ ${pages.slice(0, 9).join(' ')} }`)).toBeUndefined()
  })

  it('has room for all that a large installation has, for the playground and for tools', async () => {
    await using api = await startApi()
    type Named = { fields: { name: string; args: unknown[]; type: Wrapped }[] }
    type Wrapped = { kind: string; name: string | null; ofType: Wrapped | null }
    const { __schema } = await api.query<{ __schema: { types: ({ name: string } & Named)[] } }>(
      '{ __schema { types { name fields { name args { name } type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }',
    )
    const all = (typeName: string): string => {
      const { fields } = __schema.types.find(({ name }) => name === typeName)!
      const selection = fields.map(({ name, type }) => {
        let named = type
        while (named.ofType) named = named.ofType
        return named.kind !== 'OBJECT' ? name : named.name === 'Input' ? `${name} { id }` : `${name} ${all(named.name!)}`
      })
      return `{ ${selection.join(' ')} }`
    }
    expect(await code(api, `{ inputs ${all('Input')} system ${all('System')} }`)).toBeUndefined()
    expect(await code(api, getIntrospectionQuery({ inputValueDeprecation: true, descriptions: true }))).toBeUndefined()
    for (const { query } of startingOperations.filter((operation) => /^(#.*\n)*query/.test(operation.query)))
      expect(await code(api, query)).toBeUndefined()
  })
})

it('more than 500 requests of one address do not wait: they are refused before GraphQL, and another address hardly notices', async () => {
  await using api = await startApi()
  const { hostname, port } = new URL(api.url)
  const body = JSON.stringify({ query: '{ inputs { outputs { id } } }' })
  const head = `POST /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nX-Api-Key: ${api.key}`
  const one = `${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  let [told, closed] = ['', 0]
  const open = async () => {
    const socket = connect({ port: Number(port), host: hostname, localAddress: '127.0.0.9' })
    socket.on('data', (chunk: Buffer) => (told += chunk.toString('latin1')))
    socket.on('close', () => (closed += 1))
    await once(socket, 'connect')
    return socket.on('error', () => {})
  }
  const answers = (status: number) => told.split(`HTTP/1.1 ${status} `).length - 1
  const sockets = await Promise.all(Array.from({ length: 30 }, open))
  for (const socket of sockets) socket.write(one.repeat(50))

  const began = performance.now()
  expect((await api.ask('{ inputs { id } }')).errors).toBeUndefined()
  // All of them take many times as long; before there were turns the other one came last.
  expect(performance.now() - began).toBeLessThan(5000)
  await expect.poll(() => answers(429), { timeout: 15_000 }).toBeGreaterThan(0)
  expect(told).toContain('TOO_MANY_REQUESTS')
  expect(told.toLowerCase()).toContain('retry-after: 1')
  // Those who ask on are not answered any more, for a second; those who wait have their turn.
  await expect.poll(() => closed, { timeout: 15_000 }).toBeGreaterThan(0)
  await expect.poll(() => answers(200), { timeout: 15_000 }).toBeGreaterThan(250)
  for (const socket of sockets) socket.destroy()
  told = ''
  const again = async () => {
    const socket = await open().catch(() => null)
    socket?.write(one)
    await expect.poll(() => answers(200), { timeout: 500 }).toBe(1)
    socket?.destroy()
  }
  await expect
    .poll(
      () =>
        again().then(
          () => true,
          () => false,
        ),
      { timeout: 15_000 },
    )
    .toBe(true)
})
