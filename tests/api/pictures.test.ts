import { once } from 'node:events'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PreviewError } from '../../src/domain/preview.ts'
import { next, startApi, type TestApi } from '../support/api.ts'

const jpeg = Buffer.from('a picture')
const video = { kind: 'video', codec: 'H264', profile: 'High', width: 1920, height: 1080, sampleRate: null, channels: null }
const queried = '{ inputs { still { url takenAt width height } previewUrl } }'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
  await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
  api.worker.observeInput({ id: '1', tracks: [video] })
})
afterEach(() => api[Symbol.asyncDispose]())

function take(takenAt: string): void {
  api.bus.publish('still', { inputId: '1', takenAt, width: 480, height: 270, jpeg: jpeg.toString('base64') })
}

async function problemAt(path: string, init?: RequestInit) {
  const response = await api.fetch(path, init)
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  return [response.status, error.code, error.message]
}

it('a still is told, asked for and given', async () => {
  const follower = api.subscribe<{ stills: unknown }>(
    'subscription { stills(inputIds: ["1"]) { inputId everyMs still { url takenAt width height } } }',
  )
  expect(await next(follower)).toEqual({ stills: { inputId: '1', everyMs: 5000, still: null } })
  expect(api.worker.shown).toEqual(['1'])
  expect(await problemAt('/api/inputs/1/still.jpg')).toEqual([
    404,
    'NOT_FOUND',
    expect.stringMatching(/no still of the input 1 yet/),
  ])
  take('2026-03-01T18:30:00.020Z')
  const still = { url: '/api/inputs/1/still.jpg?v=1772389800020', takenAt: '2026-03-01T18:30:00.020Z', width: 480, height: 270 }
  expect(await next(follower)).toEqual({ stills: { inputId: '1', everyMs: 5000, still } })
  expect(await api.query(queried)).toEqual({ inputs: [{ still, previewUrl: '/api/inputs/1/preview/index.m3u8' }] })

  const given = await api.fetch(still.url)
  expect(given.status).toBe(200)
  expect(given.headers.get('content-type')).toBe('image/jpeg')
  expect(given.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  expect(Buffer.from(await given.arrayBuffer())).toEqual(jpeg)
  for (const path of ['/api/inputs/1/still.jpg', '/api/inputs/1/still.jpg?v=1']) {
    const newest = await api.fetch(path)
    expect([newest.status, newest.headers.get('cache-control')]).toEqual([200, 'no-store'])
  }
  await follower.return(undefined)
})

it('pictures are for those who are signed in', async () => {
  take('2026-03-01T18:30:00.020Z')
  api.worker.previewFile = () => ({ contentType: 'video/mp4', length: null, body: Readable.from(['feed']) })
  for (const path of [
    '/api/inputs/1/still.jpg?v=1772389800020',
    '/api/inputs/1/preview/index.m3u8',
    '/api/inputs/1/preview/x.mp4',
  ])
    for (const headers of [{}, { 'x-api-key': 'wrong' }]) {
      const response = await fetch(api.url + path, { headers: headers as Record<string, string> })
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    }
  expect(api.worker.calls).not.toContain('preview 1 index.m3u8')
  const session = await api.fetch('/session', {
    ...{ method: 'POST', body: JSON.stringify({ apiKey: api.key }), headers: { 'content-type': 'application/json' } },
  })
  const cookie = session.headers.get('set-cookie')!.split(';', 1)[0]!
  for (const path of ['/api/inputs/1/still.jpg', '/api/inputs/1/preview/index.m3u8'])
    expect((await fetch(api.url + path, { headers: { cookie } })).status).toBe(200)
})

it('what cannot be given is told in words', async () => {
  expect(await problemAt('/api/inputs/9/still.jpg')).toEqual([404, 'NOT_FOUND', 'There is no input 9'])
  expect(await problemAt('/api/inputs/9/preview/index.m3u8')).toEqual([404, 'NOT_FOUND', 'There is no input 9'])
  expect(await problemAt('/api/inputs/1/still.jpg', { method: 'POST' })).toEqual([
    405,
    'METHOD_NOT_ALLOWED',
    'Use GET or HEAD here.',
  ])
  for (const [problem, status, code] of [
    ['NOT_SHOWN', 404, 'NO_PREVIEW'],
    ['ENDED', 410, 'PREVIEW_ENDED'],
    ['BUSY', 503, 'TOO_MANY_PREVIEWS'],
  ] as const) {
    api.worker.previewFile = () => {
      throw new PreviewError(problem, 'In words.')
    }
    expect(await problemAt('/api/inputs/1/preview/index.m3u8')).toEqual([status, code, 'In words.'])
  }
  api.worker.observeInput({ id: '1', state: 'LOST', tracks: [video] })
  expect(await problemAt('/api/inputs/1/preview/index.m3u8')).toEqual([404, 'NO_PREVIEW', expect.stringContaining('has no feed')])
  const { errors } = await next(api.follow('subscription { stills(inputIds: ["9"]) { inputId } }'))
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', id: '9' })
})

it('a preview is one of that input alone, whatever the address says', async () => {
  const asked: unknown[] = []
  api.worker.previewFile = (what) => {
    asked.push(what)
    return { contentType: 'video/mp4', length: 4, body: Readable.from(['feed']) }
  }
  const { hostname, port } = new URL(api.url)
  /** As it stands, without what `fetch` makes of it. */
  const get = async (path: string) => {
    const sent = request({ hostname, port, path, headers: { 'x-api-key': api.key } }).end()
    const [response] = await once(sent, 'response')
    response.resume()
    return response.statusCode
  }
  const away = ['..%2f..%2fin-2%2findex.m3u8', '%2e%2e', '../index.m3u8', 'a/b.mp4', '', './../../2/preview/index.m3u8']
  for (const file of away) await get(`/api/inputs/1/preview/${file}`)
  for (const id of ['1%2f..%2f2', '../1', '1;2', '-1']) expect(await get(`/api/inputs/${id}/preview/index.m3u8`)).toBe(404)
  // What is left reaches the worker as one name, which it knows or not.
  expect(asked).toEqual([
    { inputId: '1', file: '..%2f..%2fin-2%2findex.m3u8', viewer: null },
    { inputId: '1', file: '%2e%2e', viewer: null },
  ])
  expect(await get('/api/inputs/1/preview/a.mp4?viewer=x&viewer=y')).toBe(200)
  expect(asked.at(-1)).toEqual({ inputId: '1', file: 'a.mp4', viewer: 'x' })
})

it('a piece is read from MediaMTX no faster than it is taken, and let go of with whoever asked', async () => {
  let read = 0
  const body = new Readable({
    read() {
      read += 1
      this.push(Buffer.alloc(64_000))
    },
  })
  api.worker.previewFile = () => ({ contentType: 'video/mp4', length: null, body })
  const { hostname, port } = new URL(api.url)
  const sent = request({ hostname, port, path: '/api/inputs/1/preview/a.mp4', headers: { 'x-api-key': api.key } }).end()
  const [response] = await once(sent, 'response')
  expect(response.headers['cache-control']).toBe('no-store')
  // The sockets between fill up, and then nothing is read any more.
  let before = -1
  while (before !== read) {
    before = read
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(read * 64_000).toBeLessThan(50e6)
  const closed = once(body, 'close')
  sent.destroy()
  await closed.catch(() => {})
  expect(body.destroyed).toBe(true)
})
