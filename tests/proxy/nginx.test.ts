import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect as connectHttp2, type SecureClientSessionOptions } from 'node:http2'
import { request as ask } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'node:tls'
import { expect, it } from 'vitest'
import { startApi, testKey } from '../support/api.ts'
import { type Nginx, startNginx } from '../support/nginx.ts'
import { freeTcpPort } from '../support/ports.ts'
import { until } from '../support/until.ts'

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** Who asks. */
  from?: string
}

/** Over TLS, by a certificate that is checked. */
async function through({ url, certificate: ca }: Nginx, path: string, { method = 'GET', headers, body, from }: Asked = {}) {
  const sent = ask(url + path, { ca, method, headers, localAddress: from, family: 4, agent: false }).end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return { status: response.statusCode, headers: response.headers, raw: response.rawHeaders, text }
}

const json = { 'content-type': 'application/json' }
const guess = (from: string, apiKey: string, headers: Record<string, string> = {}): Asked => ({
  ...{ method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify({ apiKey }), from },
})

it('sends those without TLS on, and says once that it shall stay so', async () => {
  await using api = await startApi({ trustedProxies: [{ address: '127.0.0.1', prefix: 32, family: 'ipv4' }] })
  await using nginx = await startNginx(api.url)
  const plain = await fetch(`${nginx.plainUrl}/inputs?q=1`, { redirect: 'manual' })
  expect([plain.status, plain.headers.get('location')]).toEqual([308, `${nginx.url}/inputs?q=1`])
  const page = await through(nginx, '/', { headers: { 'accept-encoding': 'gzip' } })
  const count = (name: string) => page.raw.filter((word) => word.toLowerCase() === name).length
  expect(['strict-transport-security', 'content-security-policy', 'x-frame-options'].map(count)).toEqual([1, 1, 1])
  expect([page.headers.server, page.headers['content-encoding']]).toEqual(['nginx', 'gzip'])
  const answer = await through(nginx, '/api/system', { headers: { 'x-api-key': api.key, 'accept-encoding': 'gzip' } })
  expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined])
  const cookies = (await through(nginx, '/session', guess('127.0.0.1', api.key, { origin: nginx.url }))).headers['set-cookie']
  expect(cookies?.join()).toMatch(/; HttpOnly; SameSite=Strict; .*; Secure$/)
})

it('counts guesses for each caller, whatever a caller says of itself', async () => {
  await using api = await startApi({ trustedProxies: [{ address: '127.0.0.1', prefix: 32, family: 'ipv4' }] })
  await using nginx = await startNginx(api.url)
  for (let n = 0; n < 20; n++) {
    const forged = { 'x-forwarded-for': `10.0.0.${n}` }
    expect((await through(nginx, '/session', guess('127.0.0.2', `guess-${n}`, forged))).status).toBe(401)
  }
  const late = await through(nginx, '/session', guess('127.0.0.2', 'another', { 'x-forwarded-for': '10.0.0.99' }))
  expect([late.status, late.text]).toEqual([429, expect.stringContaining('Too many wrong keys from this address.')])
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0)
  expect((await through(nginx, '/session', guess('127.0.0.3', 'another'))).status).toBe(401)
  expect((await through(nginx, '/session', guess('127.0.0.2', api.key))).status).toBe(204)
  const foreign = guess('127.0.0.2', api.key, { origin: 'https://other.example', 'x-forwarded-host': 'other.example' })
  expect((await through(nginx, '/session', foreign)).status).toBe(403)
})

it('says in words what is too large and too much', async () => {
  await using api = await startApi({ trustedProxies: [{ address: '127.0.0.1', prefix: 32, family: 'ipv4' }] })
  await using nginx = await startNginx(api.url)
  const large = { method: 'POST', headers: { ...json, 'x-api-key': testKey }, body: 'x'.repeat(150_000) }
  const message = 'The body is larger than 100 kB.'
  const ofGraphql = await through(nginx, '/graphql', large)
  expect(ofGraphql.status).toBe(413)
  expect(JSON.parse(ofGraphql.text)).toEqual({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] })
  const ofRest = await through(nginx, '/api/inputs', large)
  expect(JSON.parse(ofRest.text)).toEqual({ error: { code: 'BODY_TOO_LARGE', field: null, message } })

  await using first = await beginMany(nginx, 125, '127.0.0.4')
  await using second = await beginMany(nginx, 125, '127.0.0.4')
  const refused = await until(
    () => {
      const all = [...first.answers, ...second.answers]
      return all.length === 50 ? all : null
    },
    20_000,
    'fifty answers',
  )
  const text = expect.stringContaining('"message":"Too many requests of this address. Try again in 1 s."')
  for (const one of refused) expect(one).toEqual({ status: 429, retryAfter: '1', text })
  expect((await through(nginx, '/healthz', { from: '127.0.0.5' })).status).toBe(200)
})

it('lets one address ask no more than so often', async () => {
  await using api = await startApi()
  await using nginx = await startNginx(api.url)
  const refused = async () => {
    const session = connectHttp2(nginx.url, { ca: nginx.certificate })
    const askOn = async () => {
      let count = 0
      for (let n = 0; n < 18; n++) {
        const stream = session.request({ ':path': '/healthz' }).resume()
        const [headers] = (await once(stream, 'response')) as [{ ':status': number }]
        if (headers[':status'] === 429) count++
      }
      return count
    }
    const counts = await Promise.all(Array.from({ length: 50 }, askOn))
    session.destroy()
    return counts.reduce((sum, count) => sum + count)
  }
  // A busy machine does not ask so often at the first try.
  await expect.poll(refused, { timeout: 60_000 }).toBeGreaterThan(0)
})

it('says in words that the server is away', async () => {
  await using nginx = await startNginx(`http://127.0.0.1:${await freeTcpPort()}`)
  const away = await through(nginx, '/graphql?query=canary-away')
  expect([away.status, away.headers['retry-after']]).toEqual([502, '5'])
  expect(JSON.parse(away.text)).toMatchObject({ errors: [{ extensions: { code: 'STOPPING' } }] })
  expect((await through(nginx, '/api/system')).text).toContain('{"error":{"code":"STOPPING"')
  expect(nginx.log()).toContain('"GET /graphql HTTP/1.1" 502 ')
  expect(nginx.log()).not.toMatch(/canary|\?/)
})

it('lets go of who sends byte by byte, and nobody else notices', async () => {
  await using api = await startApi()
  await using nginx = await startNginx(api.url)
  const port = Number(new URL(nginx.url).port)
  const slow = Array.from({ length: 30 }, () =>
    connect({ port, host: '127.0.0.1', servername: 'localhost', ca: nginx.certificate }),
  )
  for (const socket of slow) socket.on('error', () => {})
  const closed = Promise.all(slow.map((socket) => new Promise<void>((done) => socket.once('close', () => done()))))
  const writing = setInterval(() => slow.forEach((socket) => socket.writable && socket.write('G')), 1000)
  const began = performance.now()
  await sleep(2000)
  const askedAt = performance.now()
  expect((await through(nginx, '/healthz')).status).toBe(200)
  expect(performance.now() - askedAt).toBeLessThan(1000)
  await closed
  clearInterval(writing)
  expect(performance.now() - began).toBeLessThan(30_000)
})

it('writes neither keys nor what stands behind the `?` into its log', async () => {
  await using api = await startApi()
  await using nginx = await startNginx(api.url)
  const headers = {
    authorization: 'Bearer canary-key',
    cookie: 'sdm_session=canary-cookie',
    referer: 'https://x/?canary-referer',
  }
  await through(nginx, '/graphql?query=canary-query', { headers })
  expect(nginx.log()).toMatch(/ 127\.0\.0\.1 "GET \/graphql HTTP\/1\.1" 401 \d+B [\d.]+s\n/)
  expect(nginx.log()).not.toMatch(/canary|\?/)
})

it('speaks TLS 1.2 and 1.3 and nothing older, and HTTP/2', async () => {
  await using api = await startApi()
  await using nginx = await startNginx(api.url)
  const { hostname: host, port } = new URL(nginx.url)
  const speak = (version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
    new Promise<string>((done) => {
      const of = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0', ALPNProtocols: ['h2', 'http/1.1'] }
      const socket = connect({ host, port: Number(port), ca: nginx.certificate, ...of })
      socket.once('secureConnect', () => {
        done(`${socket.getProtocol()} ${String(socket.alpnProtocol)}`)
        socket.destroy()
      })
      socket.once('error', () => done('refused'))
    })
  expect(await Promise.all([speak('TLSv1.1'), speak('TLSv1.2'), speak('TLSv1.3')])).toEqual([
    'refused',
    'TLSv1.2 h2',
    'TLSv1.3 h2',
  ])
})

/** So many requests over one connection of HTTP/2, whose bodies do not end, and what was answered all the same. */
async function beginMany({ url, certificate: ca }: Nginx, times: number, from: string) {
  const session = connectHttp2(url, { ca, localAddress: from, family: 4 } as SecureClientSessionOptions)
  await once(session, 'connect')
  const answers: { status: number; text: string; retryAfter: string | undefined }[] = []
  for (let n = 0; n < times; n++) {
    const stream = session.request({ ':path': '/graphql', ':method': 'POST', ...json })
    stream.write('{')
    stream.on('error', () => {})
    stream.once('response', async (headers) => {
      let text = ''
      for await (const chunk of stream as AsyncIterable<Buffer>) text += chunk.toString()
      answers.push({ status: Number(headers[':status']), text, retryAfter: headers['retry-after'] as string | undefined })
    })
  }
  return { answers, [Symbol.asyncDispose]: async () => session.destroy() }
}
