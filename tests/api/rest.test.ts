import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findOnPath } from '../../src/worker/processes/process.ts'
import { startApi, type TestApi } from '../support/api.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api[Symbol.asyncDispose]())

interface Body {
  id?: string
  error?: { code: string; field: string | null; message: string }
  [name: string]: unknown
}

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const text = body === undefined || typeof body === 'string' ? (body as string | undefined) : JSON.stringify(body)
  const response = await api.fetch(path, { method, headers: { ...json, ...headers }, body: text })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body }
}

async function fault(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await call(method, path, body, headers)
  expect(Object.keys(answer.body)).toEqual(['error'])
  expect(Object.keys(answer.body.error ?? {})).toEqual(['code', 'field', 'message'])
  return [answer.status, answer.body.error?.code, answer.body.error?.field, answer.body.error?.message] as const
}

const one = (field: string) => expect.stringContaining(field)

describe('the REST facade', () => {
  it.runIf(findOnPath('curl'))('takes the two lines that people paste, with curl', async () => {
    const curl = async (path: string, data: string) => {
      const headers = ['-H', `X-API-Key: ${api.key}`, '-H', 'Content-Type: application/json']
      const args = ['-s', '-X', 'POST', `${api.url}${path}`, ...headers, '-d', data, '-w', '\n%{http_code}']
      const { stdout } = await promisify(execFile)('curl', args)
      const [body = '', status] = stdout.split('\n')
      return [status, JSON.parse(body) as Body] as const
    }
    expect(await curl('/api/inputs', '{"name":"Camera 1","udp_port":5001}')).toMatchObject(['201', { id: '1', udp_port: 5001 }])
    const output = '{"name":"YouTube","url":"rtmp://127.0.0.1/live2/canary-stream-key","protocol":"rtmp"}'
    const [status, body] = await curl('/api/inputs/1/outputs', output)
    expect(status).toBe('201')
    expect(body).toMatchObject({ id: '1', input_id: '1', protocol: 'rtmp', has_stream_key: true, state: 'WAITING_INPUT' })
    expect(JSON.stringify(body)).not.toContain('canary')
  })

  it('makes, shows, changes, starts, stops and deletes inputs', async () => {
    const made = await call('POST', '/api/inputs', { name: 'Camera 1', udp_port: 5001, tags: ['a'] })
    expect([made.status, Object.keys(made.body)[0]]).toEqual([201, 'id'])
    expect(made.body).toMatchObject({
      id: '1',
      name: 'Camera 1',
      udp_port: 5001,
      listen_url: 'udp://127.0.0.1:5001',
      desired: 'RUNNING',
    })
    expect(Object.keys(made.body).filter((name) => /[A-Z]/.test(name) || name === 'outputs')).toEqual([])
    await call('POST', '/api/inputs', { name: 'Camera 2', start: false })
    expect((await call('GET', '/api/inputs')).body).toMatchObject([{ id: '1' }, { id: '2', state: 'STOPPED' }])
    expect((await call('GET', '/api/inputs?search=camera%202')).body).toMatchObject([{ id: '2' }])
    expect((await call('GET', '/api/inputs?states=STOPPED&states=LIVE')).body).toMatchObject([{ id: '2' }])
    expect((await call('PATCH', '/api/inputs/1', { name: 'Stage' })).body).toMatchObject({ name: 'Stage', tags: ['a'] })
    expect((await call('PATCH', '/api/inputs/1', { tags: null })).body).toMatchObject({ name: 'Stage', tags: [] })
    expect((await call('POST', '/api/inputs/1/stop')).body).toMatchObject({ id: '1', desired: 'STOPPED' })
    expect((await call('POST', '/api/inputs/1/start')).body).toMatchObject({ id: '1', desired: 'RUNNING' })
    api.worker.observeInput({
      id: '1',
      tracks: [{ kind: 'audio', codec: 'Opus', profile: null, width: null, height: null, sampleRate: 48_000, channels: 2 }],
    })
    await Promise.resolve()
    expect((await call('GET', '/api/inputs/1')).body).toMatchObject({
      state: 'LIVE',
      tracks: [{ codec: 'Opus', sample_rate: 48_000 }],
    })
    expect(await call('DELETE', '/api/inputs/1')).toMatchObject({ status: 200, body: { id: '1' } })
    expect(await fault('GET', '/api/inputs/1')).toEqual([404, 'NOT_FOUND', null, 'There is no input 1'])
  })

  it('makes, shows, changes, starts, stops, retries and deletes outputs, and shows their logs', async () => {
    await call('POST', '/api/inputs', { name: 'Camera 1' })
    const output = { name: 'Wall', protocol: 'udp', url: 'udp://127.0.0.1:9000', packet_size: 1128 }
    expect(await call('POST', '/api/inputs/1/outputs', output)).toMatchObject({
      status: 201,
      body: { id: '1', packet_size: 1128 },
    })
    expect((await call('GET', '/api/inputs/1/outputs')).body).toMatchObject([{ id: '1', protocol: 'udp' }])
    expect((await call('PATCH', '/api/outputs/1', { reconnect_delay_seconds: 9 })).body).toMatchObject({
      reconnect_delay_seconds: 9,
    })
    expect((await call('POST', '/api/outputs/1/stop')).body).toMatchObject({ desired: 'STOPPED' })
    expect(await fault('POST', '/api/outputs/1/retry')).toEqual([400, 'INVALID_VALUE', 'id', one('stopped')])
    expect((await call('POST', '/api/outputs/1/start')).body).toMatchObject({ desired: 'RUNNING' })
    expect((await call('POST', '/api/outputs/1/retry')).status).toBe(200)
    for (const text of ['one', 'two']) {
      const about = { level: 'INFO', source: 'OUTPUT', outputId: '1', inputId: '1', repeated: 0, dropped: 0 } as const
      api.bus.publish('log', { ...about, at: '2026-02-03T04:05:06.007Z', text })
    }
    await Promise.resolve()
    const { body } = await call('GET', '/api/outputs/1/logs?first=1')
    expect(body).toMatchObject({ lines: [{ text: 'two', output_id: '1', level: 'INFO' }], has_older: true })
    const [{ id }] = body.lines as [{ id: string }]
    expect((await call('GET', `/api/outputs/1/logs?before=${id}&level=INFO`)).body).toMatchObject({ lines: [{ text: 'one' }] })
    expect((await call('DELETE', '/api/outputs/1')).body).toEqual({ id: '1' })
    for (const path of ['/api/outputs/1', '/api/outputs/1/logs', '/api/inputs/9/outputs', '/api/inputs/%zz']) {
      expect((await fault('GET', path)).slice(0, 2)).toEqual([404, 'NOT_FOUND'])
    }
    expect((await call('GET', '/api/system')).body).toMatchObject({ version: expect.any(String), udp_ports_free: 100 })
  })

  it('takes the word srt, with the mode in the URL', async () => {
    await call('POST', '/api/inputs', { name: 'Camera 1' })
    const make = async (protocol: string, url: string) =>
      (await call('POST', '/api/inputs/1/outputs', { name: 'Far', protocol, url, start: false })).body.protocol
    expect(await make('srt', 'srt://192.0.2.1:9000?latency=200000')).toBe('srt_caller')
    expect(await make('srt', 'srt://0.0.0.0:8895?mode=listener')).toBe('srt_listener')
    expect(await make('srt_caller', 'srt://192.0.2.1:9000?mode=caller')).toBe('srt_caller')
    expect(await make('rtsp', 'rtsp://192.0.2.1/live')).toBe('rtsp')
  })

  it('tells every fault by code, field and message, in its own names', async () => {
    await call('POST', '/api/inputs', { name: 'Camera 1', udp_port: 5001 })
    const create = (body: unknown) => fault('POST', '/api/inputs', body)
    expect(await create({ name: 'B', udpPort: 5002 })).toEqual([400, 'INVALID_VALUE', 'udpPort', one('Write udp_port.')])
    expect(await create({ name: 'B', colour: 'red' })).toEqual([
      400,
      'INVALID_VALUE',
      'colour',
      one('Known are listen_address, '),
    ])
    expect(await create({})).toEqual([400, 'INVALID_VALUE', 'name', 'The field name is needed.'])
    expect(await create({ name: 7 })).toEqual([400, 'INVALID_VALUE', 'name', 'name must be a text.'])
    expect(await create({ name: 'B', udp_port: 'canary' })).toEqual([
      400,
      'INVALID_VALUE',
      'udp_port',
      'udp_port must be a number.',
    ])
    expect(await create({ name: 'B', tags: [1] })).toEqual([400, 'INVALID_VALUE', 'tags.0', 'tags.0 must be a text.'])
    expect(await create({ name: 'B', udp_port: 80 })).toEqual([400, 'INVALID_VALUE', 'udp_port', one('5000 to 5100')])
    expect(await create({ name: 'B', udp_port: 5001 })).toEqual([409, 'PORT_TAKEN', 'udp_port', one('Camera 1')])
    expect((await create([])).slice(0, 3)).toEqual([400, 'INVALID_VALUE', null])
    expect(await create('{"name":')).toEqual([400, 'INVALID_VALUE', null, 'The body is not JSON.'])
    expect((await create(''))[0]).toBe(400)
    expect(
      (await fault('POST', '/api/inputs', 'name=B', { 'content-type': 'application/x-www-form-urlencoded' })).slice(0, 2),
    ).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
    expect((await create({ name: 'x'.repeat(100_000) })).slice(0, 2)).toEqual([413, 'BODY_TOO_LARGE'])
    const output = (body: unknown) => fault('POST', '/api/inputs/1/outputs', body)
    expect(await output({ name: 'A', protocol: 'carrier-pigeon' })).toEqual([
      400,
      'INVALID_VALUE',
      'protocol',
      one('one of srt, '),
    ])
    expect(await output({ name: 'A', protocol: 'udp', url: 'udp://192.0.2.1' })).toEqual([
      400,
      'INVALID_VALUE',
      'url',
      one('port'),
    ])
    expect((await output({ name: 'A', protocol: 'rtmp', url: 'rtmp://192.0.2.1/a/b', packet_size: 5 })).slice(2)).toEqual([
      'packet_size',
      one('no use for packet_size'),
    ])
    expect((await output({ input_id: '1', name: 'A', protocol: 'udp', url: 'udp://192.0.2.1:9' }))[2]).toBe('input_id')
    expect((await fault('POST', '/api/inputs/9/outputs', { name: 'A', protocol: 'udp', url: 'udp://192.0.2.1:9' }))[0]).toBe(404)
    expect(await fault('GET', '/api/inputs?colour=red')).toEqual([400, 'INVALID_VALUE', 'colour', one('parameter')])
    expect(await fault('GET', '/api/inputs?states=RED')).toEqual([400, 'INVALID_VALUE', 'states.0', one('LIVE')])
    expect((await fault('GET', '/api/inputs?search=a&search=b'))[2]).toBe('search')
    await call('POST', '/api/inputs/1/outputs', { name: 'A', protocol: 'udp', url: 'udp://192.0.2.1:9' })
    expect(await fault('GET', '/api/outputs/1/logs?first=many')).toEqual([
      400,
      'INVALID_VALUE',
      'first',
      'first must be a number.',
    ])
    expect(await fault('GET', '/api/outputs/1/logs?first=1001')).toEqual([400, 'INVALID_VALUE', null, one('1 to 1000')])
    expect((await fault('GET', '/api/nothing')).slice(0, 2)).toEqual([404, 'NOT_FOUND'])
    expect(await fault('PUT', '/api/inputs/1', {})).toEqual([405, 'METHOD_NOT_ALLOWED', null, 'Use GET or PATCH or DELETE here.'])
  })

  it('lets in through the same doors as GraphQL', async () => {
    const wrong: Record<string, string>[] = [
      { 'x-api-key': 'wrong' },
      { 'x-api-key': '', authorization: 'Bearer wrong' },
      { 'x-api-key': '' },
    ]
    for (const headers of wrong) {
      for (const path of ['/api/inputs', '/api/nothing', '/api/openapi.json']) {
        expect((await fault('GET', path, undefined, headers)).slice(0, 2)).toEqual([401, 'UNAUTHENTICATED'])
      }
    }
    expect((await call('GET', '/api/inputs', undefined, { 'x-api-key': '', authorization: `Bearer ${api.key}` })).status).toBe(
      200,
    )
    const session = await fetch(`${api.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ apiKey: api.key }),
    })
    const cookie = (session.headers.get('set-cookie') ?? '').split(';', 1)[0]!
    const foreign = { 'x-api-key': '', cookie, origin: 'https://other.example' }
    expect((await fault('POST', '/api/inputs', { name: 'A' }, foreign)).slice(0, 2)).toEqual([403, 'FORBIDDEN'])
    expect((await call('POST', '/api/inputs', { name: 'A' }, { ...foreign, origin: api.url })).status).toBe(201)
    const head = await api.fetch('/api/inputs', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })
})
