import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { ApiClient, next, startApi, type TestApi, testKey } from '../support/api.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api[Symbol.asyncDispose]())

const question = JSON.stringify({ query: '{ system { version } }' })
const change = JSON.stringify({ query: 'mutation { createInput(input: { name: "Camera" }) { __typename } }' })

/** Without a key unless `headers` has one. */
function post(headers: Record<string, string> = {}, body = question): Promise<Response> {
  return fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
}

function signIn(apiKey: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const body = JSON.stringify({ apiKey })
  return fetch(`${api.url}/session`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
}

async function cookieOf(response: Response): Promise<string> {
  return response.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
}

/** Opens a WebSocket, says `messages`, and tells what came until it closed (or was acknowledged, when `untilAck`). */
async function talk(
  messages: unknown[],
  headers: Record<string, string> = {},
): Promise<{ code: number | null; heard: { type: string }[] }> {
  const socket = new WebSocket(api.url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws', { headers })
  const heard: { type: string }[] = []
  const acknowledged = new Promise<null>((resolve) => {
    socket.on('message', (data) => {
      heard.push(JSON.parse(String(data)))
      if (heard.at(-1)?.type === 'connection_ack') resolve(null)
    })
  })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await once(socket, 'open')
  for (const message of messages) socket.send(JSON.stringify(message))
  const code = await Promise.race([closed, acknowledged])
  socket.close()
  await closed
  return { code, heard }
}

const init = (apiKey?: unknown) => ({ type: 'connection_init', payload: apiKey === undefined ? undefined : { apiKey } })

describe('over HTTP', () => {
  it.each<Record<string, string>>([
    { 'x-api-key': testKey },
    { authorization: `Bearer ${testKey}` },
    { authorization: `bearer ${testKey}` },
  ])('the key opens as %o', async (headers) => {
    const response = await post(headers)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ data: { system: { version: expect.any(String) } } })
  })

  it.each<Record<string, string>>([
    {},
    { 'x-api-key': 'wrong' },
    { 'x-api-key': `${testKey}x` },
    { authorization: 'Bearer wrong' },
    { authorization: `Basic ${testKey}` },
    { 'x-api-key': 'wrong', authorization: `Bearer ${testKey}` },
  ])('nothing else does: %o', async (headers) => {
    const response = await post(headers)
    expect(response.status).toBe(401)
    const { data, errors } = (await response.json()) as { data?: unknown; errors: { extensions: unknown }[] }
    expect(data).toBeUndefined()
    expect(errors).toEqual([{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }])
  })

  it('comes before everything else: introspection, GET, nonsense, the key in the address', async () => {
    for (const [path, request] of [
      ['/graphql?query={__typename}', {}],
      [
        '/graphql',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{__schema{types{name}}}"}' },
      ],
      ['/graphql', { method: 'POST', body: 'nonsense' }],
      [`/graphql?apiKey=${testKey}&query={__typename}`, {}],
      ['/graphql', { method: 'OPTIONS' }],
    ] as [string, RequestInit][]) {
      expect((await fetch(api.url + path, request)).status).toBe(401)
    }
  })

  it('wrong keys beyond 20 a minute are told to wait; the right key and no key never are', async () => {
    for (let i = 0; i < 20; i++) expect((await post({ 'x-api-key': `guess ${i}` })).status).toBe(401)
    const limited = await post({ 'x-api-key': 'guess 20' })
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(await limited.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_WRONG_KEYS' } }] })
    expect((await signIn('guess 21')).status).toBe(429)
    expect((await post()).status).toBe(401)
    expect((await post({ 'x-api-key': testKey })).status).toBe(200)
    expect((await signIn(testKey)).status).toBe(204)
    expect((await talk([init('guess 22')])).code).toBe(4401)
    expect((await talk([init(testKey)])).code).toBeNull()
  })
})

describe('over the WebSocket', () => {
  it('the key in the connection parameters opens', async () => {
    expect(await talk([init(testKey)])).toEqual({ code: null, heard: [{ type: 'connection_ack' }] })
  })

  it.each([[undefined], ['wrong'], [''], [7], [[testKey]]])('%o closes with 4401 before any data', async (key) => {
    expect(await talk([init(key)])).toEqual({ code: 4401, heard: [] })
  })

  it('nothing is executed for one without the key, whenever it is sent', async () => {
    const subscribe = { id: '1', type: 'subscribe', payload: JSON.parse(change) }
    expect(await talk([init('wrong'), subscribe, subscribe])).toEqual({ code: 4401, heard: [] })
    expect(await talk([subscribe])).toEqual({ code: 4401, heard: [] })
    expect((await api.query<{ inputs: unknown[] }>('{ inputs { id } }')).inputs).toEqual([])
  })

  it('a client with a wrong key hears no more than the end', async () => {
    const reader = new ApiClient(api.url, 'wrong').subscribe('subscription { systemEvents { version } }')
    await expect(next(reader)).rejects.toMatchObject({ code: 4401 })
  })
})

describe('the sign-in of the dashboard', () => {
  it('exchanges the key for a cookie that opens GraphQL, until it is given back', async () => {
    const signedIn = async (cookie: string) =>
      (await (await fetch(`${api.url}/session`, { headers: { cookie } })).json()) as unknown
    const response = await signIn(testKey)
    expect(response.status).toBe(204)
    expect(response.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict/)
    const cookie = await cookieOf(response)
    expect(cookie).not.toContain(testKey)
    expect(await signedIn(cookie)).toEqual({ signedIn: true })
    expect(await signedIn('')).toEqual({ signedIn: false })
    expect((await post({ cookie, origin: api.url })).status).toBe(200)

    const out = await fetch(`${api.url}/session`, { method: 'DELETE', headers: { cookie } })
    expect(out.status).toBe(204)
    expect(await signedIn(await cookieOf(out))).toEqual({ signedIn: false })
    expect(await signedIn(cookie)).toEqual({ signedIn: false })
    expect((await post({ cookie, origin: api.url })).status).toBe(401)
  })

  it('refuses a wrong key, and what is no JSON with a key', async () => {
    expect((await signIn('wrong')).status).toBe(401)
    for (const key of [undefined, '', 7, null]) expect((await signIn(key)).status).toBe(400)
    expect((await signIn('x'.repeat(1_000_000))).status).toBe(400)
    const form = await signIn(testKey, { 'content-type': 'text/plain' })
    expect(form.status).toBe(400)
    expect(form.headers.get('set-cookie')).toBeNull()
    expect((await fetch(`${api.url}/session`, { method: 'PUT' })).status).toBe(405)
  })

  it('changes nothing from another site', async () => {
    const cookie = await cookieOf(await signIn(testKey))
    const foreign = await post({ cookie, origin: 'https://evil.example' }, change)
    expect(foreign.status).toBe(403)
    expect((await post({ cookie, origin: 'null' }, change)).status).toBe(403)
    expect((await post({ cookie, origin: `${api.url}0` }, change)).status).toBe(403)
    // Browsers name the page with every change.
    expect((await post({ cookie }, change)).status).toBe(403)
    expect((await post({ cookie, origin: api.url }, change)).status).toBe(200)
    expect((await post({ 'x-api-key': testKey, origin: 'https://evil.example' }, change)).status).toBe(403)
    expect((await post({ 'x-api-key': testKey }, change)).status).toBe(200)
    expect((await signIn(testKey, { origin: 'https://evil.example' })).status).toBe(403)
    const out = await fetch(`${api.url}/session`, { method: 'DELETE', headers: { cookie, origin: 'https://evil.example' } })
    expect(out.status).toBe(403)
  })

  it('opens the WebSocket of our own pages only', async () => {
    const cookie = await cookieOf(await signIn(testKey))
    expect((await talk([init()], { cookie, origin: api.url })).code).toBeNull()
    for (const said of [init(), init(testKey)])
      await expect(talk([said], { cookie, origin: 'https://evil.example' })).rejects.toThrow('403')
    expect(await talk([init()], { cookie })).toEqual({ code: 4403, heard: [] })
    expect((await talk([init(testKey)], { cookie })).code).toBeNull()
    expect((await talk([init()], { cookie: `${cookie}x`, origin: api.url })).code).toBe(4401)
  })
})
