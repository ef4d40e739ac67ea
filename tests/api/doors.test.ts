import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { parseAddressRange } from '../../src/domain/destinations/addressRange.ts'
import { startApi, testKey, type TestApi } from '../support/api.ts'
import { WireClient } from '../support/wire.ts'

const json = { 'content-type': 'application/json' }
const question = JSON.stringify({ query: '{ inputs { id } }' })
const change = JSON.stringify({ query: 'mutation { createInput(input: { name: "Camera" }) { __typename } }' })
const patience = { timeout: 10_000, interval: 20 }
const proxy = parseAddressRange('127.0.0.1')!

const post = (api: TestApi, headers: Record<string, string>, body = question) =>
  fetch(`${api.url}/graphql`, { method: 'POST', headers: { ...json, ...headers }, body })

const signIn = (api: TestApi, headers: Record<string, string> = {}, apiKey = testKey) =>
  fetch(`${api.url}/session`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify({ apiKey }) })

/** The status by which a WebSocket was refused; null when it was not. */
async function refusalOf(api: TestApi, headers: Record<string, string>): Promise<number | null> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers })
  try {
    return await new Promise((resolve, reject) => {
      socket.once('open', () => resolve(null)).once('error', reject)
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    })
  } finally {
    socket.on('error', () => {}).terminate()
  }
}

/** A connection on which `text` was written as it is. */
function write(api: TestApi, text: string): Socket {
  const { hostname, port } = new URL(api.url)
  const socket = connect({ host: hostname, port: Number(port) }).on('error', () => {})
  socket.write(text)
  return socket
}

/** All that comes on a connection until it is closed. */
async function hear(api: TestApi, text: string): Promise<string> {
  let heard = ''
  for await (const chunk of write(api, text)) heard += String(chunk)
  return heard
}

describe('a page of another site', () => {
  const tool = 'https://tool.example'

  it('may do nothing and read nothing, unless ALLOWED_ORIGINS names it', async () => {
    await using api = await startApi({ allowedOrigins: [tool] })
    const asks = { 'x-api-key': testKey, origin: tool }
    const answer = await post(api, asks)
    expect(answer.headers.get('access-control-allow-origin')).toBe(tool)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(answer.headers.get('vary')).toMatch(/\borigin\b/)
    expect(await answer.json()).toEqual({ data: { inputs: [] } })
    const may = { origin: tool, 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'x-api-key' }
    for (const path of ['/graphql', '/api/inputs/1']) {
      const preflight = await fetch(api.url + path, { method: 'OPTIONS', headers: may })
      expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
        204,
        'content-type, authorization, x-api-key',
      ])
      const other = await fetch(api.url + path, { method: 'OPTIONS', headers: { ...may, origin: 'https://evil.example' } })
      expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null])
    }
    expect(await refusalOf(api, { origin: tool })).toBeNull()
    expect(await refusalOf(api, { origin: 'https://evil.example' })).toBe(403)
    expect((await post(api, { 'x-api-key': testKey, origin: 'https://evil.example' }, change)).status).toBe(403)
  })

  it('has no use of the sign-in of its visitor, allowed or not', async () => {
    await using api = await startApi({ allowedOrigins: [tool] })
    const cookie = (await signIn(api)).headers.get('set-cookie')?.split(';', 1)[0] ?? ''
    for (const origin of [tool, 'https://evil.example', 'null']) {
      expect((await post(api, { cookie, origin }, change)).status).toBe(403)
    }
    expect((await post(api, { cookie, origin: api.url }, change)).status).toBe(200)
    expect((await signIn(api, { origin: tool })).status).toBe(403)
  })

  it('cannot change anything by a form, or by what else a browser sends without asking', async () => {
    await using api = await startApi()
    const query = encodeURIComponent('mutation { createInput(input: { name: "A" }) { __typename } }')
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/graphql',
    ]) {
      const answer = await post(
        api,
        { 'x-api-key': testKey, 'content-type': type },
        type.endsWith('d') ? `query=${query}` : change,
      )
      expect(answer.status).toBe(415)
    }
    const bare = await api.fetch('/graphql', { method: 'POST', body: new TextEncoder().encode(change) })
    expect(bare.status).toBe(415)
    expect((await api.fetch(`/graphql?query=${query}`)).status).toBe(405)
    expect((await api.fetch(`/graphql?query=${query}`, { method: 'HEAD' })).status).toBe(405)
    expect(await api.query('{ inputs { id } }')).toEqual({ inputs: [] })
  })
})

describe('behind a proxy', () => {
  it('with TLS the cookie is for TLS alone, and the browser is told to stay with it', async () => {
    await using api = await startApi()
    const plain = await signIn(api)
    expect(plain.headers.get('set-cookie')).not.toContain('Secure')
    expect(plain.headers.get('strict-transport-security')).toBeNull()
    const secure = await signIn(api, { 'x-forwarded-proto': 'https' })
    expect(secure.headers.get('set-cookie')).toMatch(/; Secure$/)
    expect(secure.headers.get('strict-transport-security')).toBe('max-age=31536000')
    const cookie = secure.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
    const overTls = { cookie, 'x-forwarded-proto': 'https' }
    expect((await post(api, { ...overTls, origin: api.url.replace('http', 'https') }, change)).status).toBe(200)
    expect((await post(api, { ...overTls, origin: api.url }, change)).status).toBe(403)
  })

  it('that is trusted, guesses are counted for each of its callers; who only says so stays who he is', async () => {
    const guess = (api: TestApi, from: string) => post(api, { 'x-api-key': 'guess', 'x-forwarded-for': from })
    await using api = await startApi({ trustedProxies: [proxy] })
    for (let i = 0; i < 20; i++) expect((await guess(api, '198.51.100.7')).status).toBe(401)
    expect((await guess(api, '203.0.113.1, 198.51.100.7')).status).toBe(429)
    expect((await guess(api, '198.51.100.8')).status).toBe(401)
    expect((await post(api, { 'x-api-key': testKey, 'x-forwarded-for': '198.51.100.7' })).status).toBe(200)
    await using direct = await startApi()
    for (let i = 0; i < 20; i++) expect((await guess(direct, `198.51.100.${i}`)).status).toBe(401)
    expect((await guess(direct, '198.51.100.99')).status).toBe(429)
  })

  it('that is trusted, the pages of the name that it serves are ours', async () => {
    const named = { origin: 'http://studio.example', 'x-forwarded-host': 'studio.example' }
    await using api = await startApi({ trustedProxies: [proxy] })
    expect(await refusalOf(api, named)).toBeNull()
    await using direct = await startApi()
    expect(await refusalOf(direct, named)).toBe(403)
  })
})

describe('a request that is not as it should be', () => {
  it('is refused in a sentence, with nothing of what stood in it and nothing of ours', async () => {
    await using api = await startApi()
    const answers = [
      await hear(
        api,
        `GET /graphql?query={__typename} HTTP/1.1\r\nHost: [\r\nX-API-Key: ${testKey}\r\nConnection: close\r\n\r\n`,
      ),
      await hear(api, `GET /api/inputs HTTP/1.1\r\nHost: a b\r\nX-API-Key: ${testKey}\r\nConnection: close\r\n\r\n`),
    ]
    for (const [path, body] of [
      ['/graphql?query={__typename}&variables={canary', undefined],
      ['/graphql?query={__typename}&extensions=[canary', undefined],
      ['/graphql', '{"query": canary-of-the-body}'],
      ['/graphql', 'canary-of-the-body'],
    ] as const) {
      const answer = await api.fetch(path, body === undefined ? {} : { method: 'POST', headers: json, body })
      answers.push(`HTTP/1.1 ${answer.status} ${await answer.text()}`)
    }
    for (const answer of answers) {
      expect(answer).toMatch(/^HTTP\/1.1 400 /)
      expect(answer).not.toMatch(/canary|node_modules|\.ts|SyntaxError/)
    }
    expect(api.printed).toEqual([])
  })
})

describe('whoever takes too long, or too much', () => {
  it('is let go of: a request that never ends, an answer that is never taken', async () => {
    await using api = await startApi({}, { patience: { headersMs: 100, requestMs: 200, answerMs: 400, lookEveryMs: 20 } })
    const head = `POST /graphql HTTP/1.1\r\nHost: here\r\nX-API-Key: ${testKey}\r\nContent-Type: application/json\r\n`
    const sockets = [write(api, 'GET / HTTP/1.1\r\nX-A: '), write(api, `${head}Content-Length: 1000\r\n\r\n{"query`)]
    const ended = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))))
    const drip = setInterval(() => sockets.forEach((socket) => socket.writable && socket.write('x')), 20)
    await ended
    clearInterval(drip)

    await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
    const video = { kind: 'video', codec: 'H264', profile: 'High', width: 1280, height: 720, sampleRate: null, channels: null }
    api.worker.observeInput({ id: '1', tracks: [video] })
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(65_536)
      })(),
    )
    api.worker.previewFile = () => ({ contentType: 'video/mp4', length: null, body: endless })
    const lazy = write(api, `GET /api/inputs/1/preview/a.mp4 HTTP/1.1\r\nHost: here\r\nX-API-Key: ${testKey}\r\n\r\n`).pause()
    await expect.poll(() => endless.destroyed, patience).toBe(true)
    lazy.destroy()
  })

  it('has 100 WebSockets from one address, and no more', async () => {
    await using api = await startApi()
    const clients = await Promise.all(Array.from({ length: 100 }, () => WireClient.open(api.url, null)))
    expect(await refusalOf(api, {})).toBe(429)
    clients[0]?.socket.terminate()
    await expect.poll(() => refusalOf(api, {}), patience).toBeNull()
    for (const { socket } of clients) socket.terminate()
  })

  it('is told after the time that an operation has, by each door', async () => {
    await using api = await startApi({}, { patience: { operationMs: 100 } })
    await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
    api.worker.testDestination = () => new Promise(() => {})
    const output = '{ inputId: "1", name: "A", protocol: RTMP, url: "rtmp://127.0.0.1/live/key" }'
    const query = `mutation { testDestination(output: ${output}) { ok } }`
    const late = { errors: [{ message: expect.stringContaining('0.1 s'), extensions: { code: 'TIMEOUT' } }] }
    expect(await api.ask(query)).toMatchObject(late)
    const client = await WireClient.open(api.url, testKey)
    client.start('1', query)
    expect(await client.next()).toMatchObject({ type: 'next', payload: late })
    client.socket.terminate()
    api.worker.inputPortHolder = () => new Promise(() => {})
    const rest = await api.fetch('/api/inputs', { method: 'POST', headers: json, body: '{"name":"B"}' })
    expect([rest.status, await rest.json()]).toMatchObject([504, { error: { code: 'TIMEOUT' } }])
  })
})
