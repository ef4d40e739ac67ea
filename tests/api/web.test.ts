import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createStaticFiles } from '../../src/server/staticFiles.ts'
import { startApi, type TestApi } from '../support/api.ts'

describe('health', () => {
  let api: TestApi
  beforeEach(async () => {
    api = await startApi()
  })
  afterEach(() => api[Symbol.asyncDispose]())

  it('is told without a key, and nothing else', async () => {
    const alive = await fetch(`${api.url}/healthz`)
    expect([alive.status, await alive.text()]).toEqual([200, 'ok\n'])
    const notReady = await fetch(`${api.url}/readyz`)
    expect([notReady.status, await notReady.text()]).toEqual([503, 'not ready: mediamtx\n'])
    const fact = { healthy: true, version: '1.20.1', detail: null, since: '2026-02-03T04:05:06.007Z' }
    api.bus.publish('componentFact', { component: 'mediamtx', fact })
    await Promise.resolve()
    const ready = await fetch(`${api.url}/readyz`)
    expect([ready.status, await ready.text()]).toEqual([200, 'ready\n'])
  })

  it('answers carry the headers that keep a browser safe, and none that let other sites in', async () => {
    for (const path of ['/', '/healthz', '/graphql', '/session']) {
      const { headers } = await fetch(api.url + path, { headers: { origin: 'https://other.example' } })
      expect(headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect([...headers.keys()].filter((name) => name.startsWith('access-control') || name === 'x-powered-by')).toEqual([])
    }
  })

  it('GraphQL refuses a body above 100 kB, a batch, a mutation by GET, and a subscription over HTTP', async () => {
    const post = (body: string) =>
      api.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const large = await post(JSON.stringify({ query: `{ system { version } } # ${'x'.repeat(100_000)}` }))
    expect(large.status).toBe(413)
    expect((await post(JSON.stringify([{ query: '{ __typename }' }]))).status).toBe(400)
    const mutation = encodeURIComponent('mutation { createInput(input: { name: "A" }) { __typename } }')
    expect((await api.fetch(`/graphql?query=${mutation}`)).status).toBe(405)
    expect(await (await api.fetch('/graphql?query={inputs{id}}')).json()).toEqual({ data: { inputs: [] } })
    for (const accept of ['application/json', 'text/event-stream']) {
      const headers = { 'content-type': 'application/json', accept }
      const body = JSON.stringify({ query: 'subscription { systemEvents { version } }' })
      const answer = await (await api.fetch('/graphql', { method: 'POST', headers, body })).text()
      expect(answer).toContain('WebSocket')
      expect(answer).not.toContain('"version"')
    }
  })

  it('a browser that visits /graphql is sent to sign in, and back; a wrong key is not', async () => {
    const visit = (path: string, headers: Record<string, string> = {}) =>
      fetch(api.url + path, { redirect: 'manual', headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers } })
    const stranger = await visit('/graphql?query={inputs{id}}')
    expect([stranger.status, stranger.headers.get('location')]).toEqual([
      303,
      '/login?to=%2Fgraphql%3Fquery%3D%7Binputs%7Bid%7D%7D',
    ])
    expect((await visit('/graphql', { 'x-api-key': 'wrong' })).status).toBe(401)
    expect((await visit('/graphql', { authorization: 'Bearer wrong' })).status).toBe(401)
    const known = await visit('/graphql', { 'x-api-key': api.key })
    expect(known.headers.get('content-type')).toMatch(/^text\//)
  })

  it('a connection that is to become what there is not is let go of, though its client ends nothing', async () => {
    const { port, hostname } = new URL(api.url)
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true })
    const closed = new Promise<void>((resolve) => socket.once('error', () => {}).once('close', () => resolve()))
    const heard = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))
    // Only who writes hears that a connection is there no more.
    const writing = setInterval(() => socket.readableEnded && socket.write('still here'), 10)
    socket.write('GET /nothing HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    expect(await heard).toMatch(/^HTTP\/1\.1 404 /)
    await closed
    clearInterval(writing)
  })

  it('two hosts in one request are refused, and who offers another protocol is answered in this one', async () => {
    const { port, hostname } = new URL(api.url)
    const ask = (headers: string) =>
      new Promise<string>((resolve) => {
        const socket = connect({ port: Number(port), host: hostname })
        socket.once('data', (data) => resolve(String(data).split('\r\n', 1)[0]!) ?? socket.destroy())
        socket.write(`GET /healthz HTTP/1.1\r\n${headers}\r\n\r\n`)
      })
    expect(await ask('Host: one\r\nhost: other')).toBe('HTTP/1.1 400 Bad Request')
    const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__'
    expect(await ask(`Host: one\r\n${offer}`)).toBe('HTTP/1.1 200 OK')
  })

  it('a port that is in use rejects with the error of the socket, and everything has ended again', async () => {
    const { port } = new URL(api.url)
    await expect(startApi({ port: Number(port) })).rejects.toMatchObject({ code: 'EADDRINUSE', syscall: 'listen' })
  })
})

describe('the files of the dashboard', () => {
  const folder = mkdtempSync(join(tmpdir(), 'static-'))
  let server: Server
  let url: string

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), `<!doctype html>${' '.repeat(2000)}`)
    writeFileSync(join(folder, 'assets/app-1a2b.js'), 'export {}')
    writeFileSync(join(folder, '../outside.txt'), 'outside')
    const serve = createStaticFiles(folder)
    const handle = (request: IncomingMessage, response: ServerResponse) => serve(request, response, request.url ?? '')
    server = createServer(handle)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
    rmSync(folder, { recursive: true })
    rmSync(join(folder, '../outside.txt'))
  })

  it('are served with their type, hashed ones for a year, pages always anew', async () => {
    const page = await fetch(`${url}/index.html`)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect(page.headers.get('content-encoding')).toBe('gzip')
    expect(await page.text()).toMatch(/^<!doctype html>/)
    const asset = await fetch(`${url}/assets/app-1a2b.js`)
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const plain = await fetch(`${url}/index.html`, { headers: { 'accept-encoding': 'identity' } })
    expect([plain.headers.get('content-encoding'), plain.headers.get('content-length')]).toEqual([null, '2015'])
    expect(await plain.text()).toBe(`<!doctype html>${' '.repeat(2000)}`)
    const again = await fetch(`${url}/`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
  })

  it('include the page for every address of a page, and nothing for a file that is not there', async () => {
    for (const path of ['/', '/login', '/logs?level=ERROR', '/docs/failures']) {
      expect((await fetch(url + path)).headers.get('content-type')).toBe('text/html; charset=utf-8')
    }
    for (const path of ['/assets/gone-3c4d.js', '/favicon.ico', '/..%2foutside.txt', '/%2e%2e/outside.txt']) {
      const response = await fetch(url + path)
      expect(await response.text()).not.toContain('outside')
    }
    expect((await fetch(`${url}/assets/gone-3c4d.js`)).status).toBe(404)
    expect((await fetch(url, { method: 'POST' })).status).toBe(405)
  })

  it('are asked for in a plain sentence when they have not been built', async () => {
    const serve = createStaticFiles(join(folder, 'nowhere'))
    const bare = createServer((request, response) => serve(request, response, '/'))
    await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
    const response = await fetch(`http://127.0.0.1:${(bare.address() as AddressInfo).port}`)
    expect([response.status, await response.text()]).toEqual([503, 'The dashboard has not been built. Run: npm start\n'])
    bare.close()
  })
})
