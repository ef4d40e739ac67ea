import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { next, startApi, type TestApi, testKey } from '../support/api.ts'
import { readExposition, type Sample, samplesOf } from '../support/exposition.ts'
import { createInput, createOutput } from '../support/operations.ts'

const token = 'token-of-the-metrics-2c9b'
let api: TestApi
beforeEach(async () => {
  api = await startApi({ metricsToken: token })
})
afterEach(() => api[Symbol.asyncDispose]())

/** Without a key unless `headers` has one. */
const ask = (headers: Record<string, string> = {}, method = 'GET') => fetch(`${api.url}/metrics`, { method, headers })

async function read(): Promise<Sample[]> {
  const response = await ask({ authorization: `Bearer ${token}` })
  expect(response.status).toBe(200)
  return readExposition(await response.text())
}

const failure = {
  ...{ code: 'REFUSED' as const, message: 'No.', likelyCause: null, advice: [], evidence: null },
  ...{ firstSeenAt: '2026-01-01T00:00:04.000Z', lastSeenAt: '2026-01-01T00:00:04.000Z', count: 1 },
}

describe('the door of metrics', () => {
  it('opens to the key and to a token that opens no other', async () => {
    const ways = { 'x-api-key': [testKey, token], authorization: [`Bearer ${testKey}`, `Bearer ${token}`] }
    for (const [header, value] of Object.entries(ways).flatMap(([name, values]) => values.map((one) => [name, one] as const))) {
      const response = await ask({ [header]: value })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
    const body = JSON.stringify({ query: '{ system { version } }' })
    const headers = { 'content-type': 'application/json', 'x-api-key': token }
    expect((await fetch(`${api.url}/graphql`, { method: 'POST', headers, body })).status).toBe(401)
    expect((await fetch(`${api.url}/api/inputs`, { headers })).status).toBe(401)
  })

  it('tells nothing without either, and guesses are counted as at every door', async () => {
    const without = await ask()
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(await without.text()).toBe('An API key is needed.\n')
    for (let guess = 0; guess < 20; guess++) expect((await ask({ authorization: `Bearer wrong-${guess}` })).status).toBe(401)
    const tooMany = await ask({ authorization: 'Bearer wrong' })
    expect([tooMany.status, Number(tooMany.headers.get('retry-after'))]).toEqual([429, expect.any(Number)])
    expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200)
  })

  it('is closed to every token where there is none', async () => {
    await using other = await startApi()
    for (const guess of ['', 'null', token]) {
      const response = await fetch(`${other.url}/metrics`, { headers: { authorization: `Bearer ${guess}` } })
      expect(response.status).toBe(401)
    }
  })

  it('is for reading alone', async () => {
    const response = await ask({ 'x-api-key': token }, 'HEAD')
    expect([response.status, await response.text()]).toEqual([200, ''])
    const posted = await ask({ 'x-api-key': testKey }, 'POST')
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('metrics', () => {
  it('tell what each input and output is, does and did', async () => {
    const { id: input } = await createInput(api, { name: 'Camera' })
    const { id: output } = await createOutput(api, {
      inputId: input,
      name: 'Stage',
      protocol: 'UDP',
      url: 'udp://127.0.0.1:7000',
    })
    api.worker.observeInput({ id: input })
    const seen = (second: number) => ({ id: output, stateSince: `2026-01-01T00:00:0${second}.000Z` })
    api.worker.observeOutput({ ...seen(0), state: 'STARTING' })
    api.worker.observeOutput({ ...seen(2), state: 'LIVE' })
    api.worker.observeOutput({ ...seen(4), state: 'RECONNECTING', failure, attempt: 1 })
    api.worker.observeOutput({ ...seen(4), state: 'RECONNECTING', failure: { ...failure, count: 3 }, attempt: 3 })
    api.worker.observeOutput({ ...seen(8), state: 'LIVE', restarts: 3 })
    const rates = { bytesSent: 9000, callers: 0, cpuPercent: 1, cpuSeconds: 1.25, rssBytes: 5e7, mediaTimeMs: 1 }
    api.bus.publish('rates', {
      at: '2026-01-01T00:00:09.000Z',
      inputs: [{ id: input, bitrateBps: 2e6, bytesReceived: 8000, errors: 7 }],
      outputs: [{ id: output, bitrateBps: 1e6, ...rates }],
    })
    const samples = await read()
    const value = (name: string, labels = {}) => samplesOf(samples, `stream_manager_${name}`, labels).map((one) => one.value)
    expect(samplesOf(samples, 'stream_manager_input_info')).toMatchObject([{ labels: { input, name: 'Camera' }, value: 1 }])
    expect(samplesOf(samples, 'stream_manager_output_info')[0]?.labels).toEqual({ output, input, name: 'Stage', protocol: 'UDP' })
    expect(samplesOf(samples, 'stream_manager_output_state').map(({ labels }) => labels)).toEqual([{ output, state: 'LIVE' }])
    expect([value('input_throughput_bytes_per_second'), value('input_received_bytes_total')]).toEqual([[250_000], [8000]])
    expect([value('input_packet_errors_total'), value('input_live'), value('input_wanted')]).toEqual([[7], [1], [1]])
    expect([value('output_throughput_bytes_per_second'), value('output_sent_bytes_total')]).toEqual([[125_000], [9000]])
    expect([value('output_live'), value('output_wanted'), value('output_restarts_total')]).toEqual([[1], [1], [3]])
    expect(value('output_failures_total', { output, code: 'REFUSED' })).toEqual([3])
    expect([value('output_process_cpu_seconds_total'), value('output_process_resident_memory_bytes')]).toEqual([[1.25], [5e7]])
    expect(value('output_start_to_live_seconds_bucket', { protocol: 'UDP' })).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1])
    expect([value('output_drop_to_live_seconds_sum'), value('output_drop_to_live_seconds_count')]).toEqual([[4], [1]])
  })

  it('forget what was deleted, and a new name begins no new series but its own', async () => {
    const { id: input } = await createInput(api, { name: 'Camera' })
    const { id } = await createOutput(api, { inputId: input, name: 'Stage', protocol: 'UDP', url: 'udp://127.0.0.1:7000' })
    api.worker.observeOutput({ id, state: 'RECONNECTING', failure })
    const keys = (samples: Sample[]) =>
      samples.flatMap(({ name, labels }) => ('output' in labels ? [JSON.stringify([name, labels])] : []))
    const before = keys(await read())
    expect(before.length).toBeGreaterThan(8)
    await api.query('mutation ($id: ID!) { updateOutput(id: $id, changes: { name: "Hall" }) { __typename } }', { id })
    const renamed = keys(await read())
    expect(renamed.filter((key) => !before.includes(key))).toEqual([expect.stringContaining('"Hall"')])
    expect(renamed).toHaveLength(before.length)
    await api.query('mutation ($id: ID!) { deleteOutput(id: $id) { __typename } }', { id })
    api.bus.publish('outputGone', { id })
    expect(keys(await read())).toEqual([])
  })

  it('can be read whatever people name things', async () => {
    const names = ['say "hi"', 'back\\slash\\', '{output="1"} 5', '# TYPE x counter', 'é 漢字 🎥', 'a'.repeat(100)]
    for (const name of names) await createInput(api, { name })
    const told = samplesOf(await read(), 'stream_manager_input_info').map(({ labels }) => labels.name)
    expect(told).toEqual(names)
  })

  it('tell of subscribers, of MediaMTX and of the database', async () => {
    const events = api.subscribe('subscription { outputEvents { kind } }')
    await next(events)
    const mediamtx = (healthy: boolean) =>
      api.bus.publish('componentFact', {
        component: 'mediamtx',
        fact: { healthy, version: 'v1', detail: null, since: '2026-01-01T00:00:00.000Z' },
      })
    for (const healthy of [false, true, false, false, true, false]) mediamtx(healthy)
    const samples = await read()
    const value = (name: string, labels = {}) => samplesOf(samples, `stream_manager_${name}`, labels).map((one) => one.value)
    expect(value('subscribers', { topic: 'outputs' })).toEqual([1])
    expect(value('websocket_connections')).toEqual([1])
    expect(value('dropped_events_total', { topic: 'outputs' })).toEqual([0])
    expect(value('component_up', { component: 'mediamtx' })).toEqual([0])
    expect(value('mediamtx_restarts_total')).toEqual([1])
    expect(value('database_seconds_count', { use: 'READ' })[0]).toBeGreaterThan(0)
    await events.return()
  })
})
