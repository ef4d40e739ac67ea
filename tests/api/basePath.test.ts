import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createStaticFiles } from '../../src/server/staticFiles.ts'
import { next, startApi, type TestApi } from '../support/api.ts'
import { createInput } from '../support/operations.ts'

const visit = { redirect: 'manual', headers: { accept: 'text/html,*/*;q=0.8' } } as const

describe('with BASE_PATH', () => {
  let api: TestApi
  let root: string
  beforeEach(async () => {
    api = await startApi({ basePath: '/a/streams' })
    root = new URL('/', api.url).href.slice(0, -1)
  })
  afterEach(() => api[Symbol.asyncDispose]())

  it('everything lies below that path: GraphQL, its events, REST, health', async () => {
    expect(api.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/a\/streams$/)
    const { id } = await createInput(api, { name: 'Main stage' })
    expect(await api.query('{ inputs { id } }')).toEqual({ inputs: [{ id }] })
    const heard = api.subscribe<{ inputEvents: { kind: string } }>('subscription { inputEvents { kind } }')
    expect((await next(heard)).inputEvents.kind).toBe('SNAPSHOT')
    await heard.return()
    expect(await (await api.fetch('/api/inputs')).json()).toMatchObject([{ id, name: 'Main stage' }])
    expect(await (await api.fetch('/api/openapi.json')).json()).toMatchObject({ servers: [{ url: '/a/streams' }] })
    expect(await (await api.fetch('/api/nothing')).text()).toContain('see /a/streams/api/openapi.json')
    expect((await fetch(api.at('/healthz'))).status).toBe(200)
  })

  it('addresses of pictures have it', async () => {
    const { id } = await createInput(api)
    const video = { kind: 'video', codec: 'H264', profile: 'High', width: 1920, height: 1080, sampleRate: null, channels: null }
    api.worker.observeInput({ id, tracks: [video] })
    const jpeg = Buffer.from('picture').toString('base64')
    api.bus.publish('still', { inputId: id, takenAt: '2026-03-01T18:30:00.020Z', width: 2, height: 2, jpeg })
    const base = `/a/streams/api/inputs/${id}`
    const url = `${base}/still.jpg?v=1772389800020`
    const asked = await api.query('{ inputs { previewUrl still { url } } }')
    expect(asked).toEqual({ inputs: [{ previewUrl: `${base}/preview/index.m3u8`, still: { url } }] })
    const picture = await fetch(root + url, { headers: { 'x-api-key': api.key } })
    expect([picture.status, await picture.text()]).toEqual([200, 'picture'])
  })

  it('the cookie is for addresses below it alone, and opens them', async () => {
    const headers = { 'content-type': 'application/json', origin: root }
    const signedIn = await fetch(api.at('/session'), { method: 'POST', headers, body: JSON.stringify({ apiKey: api.key }) })
    const [cookie = ''] = signedIn.headers.getSetCookie()
    expect(cookie).toContain('; Path=/a/streams/; HttpOnly; SameSite=Strict; ')
    const session = await fetch(api.at('/session'), { headers: { cookie } })
    expect(await session.json()).toEqual({ signedIn: true })
    const signedOut = await fetch(api.at('/session'), { method: 'DELETE', headers: { origin: root, cookie } })
    expect(signedOut.headers.get('set-cookie')).toContain('; Path=/a/streams/; ')
  })

  it('visitors are sent to its pages, from the front door and to sign in', async () => {
    for (const path of ['/', '/a/streams', '/?x=1']) {
      const sent = await fetch(root + path, visit)
      expect([sent.status, sent.headers.get('location')]).toEqual([307, '/a/streams/'])
    }
    const stranger = await fetch(api.at('/graphql'), visit)
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/a/streams/login?to=%2Fgraphql'])
  })

  it('what is not below it is not there, but for what machines ask that come by no proxy', async () => {
    const key = { 'x-api-key': api.key }
    for (const path of ['/graphql', '/api/inputs', '/session', '/login', '/a/streamsx/graphql', '/a', '/a/streams']) {
      const response = await fetch(root + path, { headers: key })
      expect([path, response.status]).toEqual([path, 404])
      expect(await response.text()).toBe('There is nothing here: every address begins with /a/streams/ (BASE_PATH).\n')
    }
    expect((await fetch(`${root}/healthz`)).status).toBe(200)
    expect((await fetch(`${root}/readyz`)).status).toBe(503)
    const socket = new WebSocket(`${root.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve))
    expect(error.message).toContain('404')
  })
})

describe('the pages of one build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'based-'))
  const page = (way: string) =>
    `<meta name="base-path" content="" /><script src="${way}theme.js"></script><link href="${way}assets/a.css"><a href="#x">`
  mkdirSync(join(folder, 'playground'))
  writeFileSync(join(folder, 'index.html'), page('./'))
  writeFileSync(join(folder, 'playground/index.html'), page('../'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('name their files and their server wherever they lie', async () => {
    for (const base of ['', '/streams']) {
      const serve = createStaticFiles(folder, base)
      const server = createServer((request, response) => serve(request, response, request.url ?? ''))
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      for (const path of ['/', '/inputs/3', '/playground/index.html']) {
        const text = await (await fetch(`http://127.0.0.1:${port}${path}`)).text()
        expect(text).toBe(
          `<meta name="base-path" content="${base}" /><script src="${base}/theme.js"></script><link href="${base}/assets/a.css"><a href="#x">`,
        )
      }
      server.close()
    }
  })
})
