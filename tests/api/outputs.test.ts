import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextFailure } from '../../src/domain/failure.ts'
import { startApi, type TestApi } from '../support/api.ts'

const result = `__typename
  ... on Output { id name inputId protocol url tags hasStreamKey hasPassword username packetSize ttl localAddress
    reconnectDelaySeconds maxReconnectAttempts desired state delivery }
  ... on InvalidValue { field }
  ... on NotFound { id }
  ... on Problem { message }`

const createOutput = `mutation ($output: NewOutput!) { result: createOutput(output: $output) { ${result} } }`

interface Result {
  result: { __typename: string; [field: string]: unknown }
}

let api: TestApi
beforeEach(async () => {
  api = await startApi()
  await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
})
afterEach(() => api[Symbol.asyncDispose]())

async function create(output: Record<string, unknown>): Promise<Result['result']> {
  return (await api.query<Result>(createOutput, { output: { inputId: '1', name: 'Wall', protocol: 'UDP', ...output } })).result
}

async function change(mutation: string): Promise<Result['result']> {
  return (await api.query<Result>(`mutation { result: ${mutation} { ${result} } }`)).result
}

describe('outputs', () => {
  it('are made, secrets split out', async () => {
    expect(await create({ protocol: 'RTMP', url: 'rtmp://127.0.0.1/live/key-4711' })).toEqual({
      __typename: 'Output',
      id: '1',
      name: 'Wall',
      inputId: '1',
      protocol: 'RTMP',
      url: expect.stringMatching(/^rtmp:\/\/127\.0\.0\.1\/live\/\*+$/),
      tags: [],
      hasStreamKey: true,
      hasPassword: false,
      username: null,
      packetSize: null,
      ttl: null,
      localAddress: null,
      reconnectDelaySeconds: 5,
      maxReconnectAttempts: 0,
      desired: 'RUNNING',
      state: 'WAITING_INPUT',
      delivery: 'UNCONFIRMED',
    })
    expect(
      await create({ url: 'udp://127.0.0.1:9000', packetSize: 1128, ttl: 4, start: false, reconnectDelaySeconds: 0.5 }),
    ).toMatchObject({
      ...{ id: '2', protocol: 'UDP', packetSize: 1128, ttl: 4, desired: 'STOPPED', state: 'STOPPED', reconnectDelaySeconds: 0.5 },
    })
  })

  it('answer with a typed problem when they cannot be made', async () => {
    expect(await create({ url: 'udp://127.0.0.1' })).toMatchObject({ __typename: 'InvalidValue', field: 'output.url' })
    expect(await create({ url: 'udp://127.0.0.1:9000', reconnectDelaySeconds: 0 })).toMatchObject({
      field: 'output.reconnectDelaySeconds',
    })
    expect(await create({ url: 'udp://127.0.0.1:9000', inputId: '9' })).toMatchObject({ __typename: 'NotFound', id: '9' })
    expect(api.worker.assignments.outputs).toEqual([])
  })

  it('are changed, and only what needs it makes a new generation', async () => {
    await create({ url: 'udp://127.0.0.1:9000', tags: ['a'] })
    const before = api.worker.assignments.outputs[0]?.generation ?? 0
    expect(await change('updateOutput(id: "1", changes: { name: "Screen" })')).toMatchObject({ name: 'Screen', tags: ['a'] })
    expect(api.worker.assignments.outputs[0]?.generation).toBe(before)
    expect(await change('updateOutput(id: "1", changes: { url: "udp://127.0.0.1:9001" })')).toMatchObject({
      url: 'udp://127.0.0.1:9001',
    })
    expect(api.worker.assignments.outputs[0]?.generation).toBe(before + 1)
    expect(await change('updateOutput(id: "1", changes: { url: "nonsense" })')).toMatchObject({ field: 'changes.url' })
    expect(await change('updateOutput(id: "9", changes: {})')).toMatchObject({ __typename: 'NotFound', id: '9' })
  })

  it('are started, stopped, retried and deleted', async () => {
    await create({ url: 'udp://127.0.0.1:9000' })
    expect(await change('stopOutput(id: "1")')).toMatchObject({ desired: 'STOPPED' })
    expect(await change('retryOutput(id: "1")')).toMatchObject({ __typename: 'InvalidValue', field: 'id' })
    expect(await change('startOutput(id: "1")')).toMatchObject({ desired: 'RUNNING' })
    expect(await change('retryOutput(id: "1")')).toMatchObject({ __typename: 'Output' })
    expect(api.worker.calls).toContain('retryOutput 1')
    const remove = 'mutation { result: deleteOutput(id: "1") { __typename ... on Deleted { id } ... on NotFound { id } } }'
    expect((await api.query<Result>(remove)).result).toEqual({ __typename: 'Deleted', id: '1' })
    expect((await api.query<Result>(remove)).result).toEqual({ __typename: 'NotFound', id: '1' })
    for (const name of ['startOutput', 'stopOutput', 'retryOutput']) {
      expect(await change(`${name}(id: "1")`)).toMatchObject({ __typename: 'NotFound', id: '1' })
    }
  })

  it('are started and stopped together, in the order asked; one bad id spoils nothing', async () => {
    await create({ url: 'udp://127.0.0.1:9000' })
    await create({ url: 'udp://127.0.0.1:9001' })
    const stop = `mutation { stopOutputs(ids: ["2", "77", "1"]) { __typename ... on Output { id desired } ... on NotFound { id } } }`
    expect(await api.query(stop)).toEqual({
      stopOutputs: [
        { __typename: 'Output', id: '2', desired: 'STOPPED' },
        { __typename: 'NotFound', id: '77' },
        { __typename: 'Output', id: '1', desired: 'STOPPED' },
      ],
    })
    const start = `mutation { startOutputs(ids: ["1", "2"]) { ... on Output { id desired } } }`
    expect(await api.query(start)).toEqual({
      startOutputs: [
        { id: '1', desired: 'RUNNING' },
        { id: '2', desired: 'RUNNING' },
      ],
    })
    const { errors } = await api.ask('mutation ($ids: [ID!]!) { stopOutputs(ids: $ids) { __typename } }', {
      ids: Array(1001).fill('1'),
    })
    expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('1000'), extensions: { code: 'BAD_USER_INPUT' } })
  })

  it('tell what was observed of them', async () => {
    await create({ protocol: 'RTMP', url: 'rtmp://127.0.0.1/live/key-4711' })
    const cause = {
      code: 'REFUSED' as const,
      message: 'Nothing listens there',
      likelyCause: null,
      advice: ['Check the port'],
      evidence: 'line',
    }
    const failure = nextFailure(null, cause, new Date('2026-02-03T04:05:06.007Z'))
    api.worker.observeOutput({
      ...{ id: '1', state: 'RECONNECTING', delivery: 'CONFIRMED', flapping: true, drops: 3, attempt: 2, restarts: 4, failure },
      ...{ nextAttemptAt: '2026-02-03T04:05:08.000Z', process: { pid: 4242, startedAt: '2026-02-03T04:05:05.000Z' } },
    })
    const rates = { id: '1', bitrateBps: 1e6, bytesSent: 2 ** 40, callers: 0, cpuPercent: 3.5, rssBytes: 5e7, mediaTimeMs: 1000 }
    api.bus.publish('rates', { at: '2026-02-03T04:05:07.000Z', inputs: [], outputs: [rates] })
    const { output } = await api.query(`{ output(id: "1") {
      state stateSince delivery flapping drops attempt restarts nextAttemptAt bitrateBps bytesSent
      failure { code message likelyCause advice evidence firstSeenAt lastSeenAt count }
      process { pid cpuPercent rssBytes startedAt } } }`)
    expect(output).toEqual({
      ...{
        state: 'RECONNECTING',
        stateSince: '2026-01-01T00:00:00.000Z',
        delivery: 'CONFIRMED',
        flapping: true,
        drops: 3,
        attempt: 2,
      },
      ...{ restarts: 4, nextAttemptAt: '2026-02-03T04:05:08.000Z', bitrateBps: 1e6, bytesSent: 2 ** 40, failure },
      process: { pid: 4242, cpuPercent: 3.5, rssBytes: 5e7, startedAt: '2026-02-03T04:05:05.000Z' },
    })
  })
})
