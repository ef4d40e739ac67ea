import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { next, startApi, type TestApi } from '../support/api.ts'

const result = `__typename
  ... on Input { id name udpPort listenAddress tags desired state listenUrl testSignal testSignalEndsAt }
  ... on InvalidValue { field }
  ... on NotFound { id }
  ... on PortTaken { port holder }
  ... on Problem { message }`

const createInput = `mutation ($input: NewInput!) { result: createInput(input: $input) { ${result} } }`

interface Result {
  result: { __typename: string; [field: string]: unknown }
}

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api[Symbol.asyncDispose]())

/** A mutation of one input by its id. */
async function change(mutation: string): Promise<Result['result']> {
  return (await api.query<Result>(`mutation { result: ${mutation} { ${result} } }`)).result
}

describe('inputs', () => {
  it('are made, with the next free port when none is named', async () => {
    expect((await api.query<{ nextFreeUdpPort: number }>('{ nextFreeUdpPort }')).nextFreeUdpPort).toBe(5000)
    const first = await api.query<Result>(createInput, { input: { name: 'Camera 1', tags: ['stage'] } })
    expect(first.result).toEqual({
      __typename: 'Input',
      id: '1',
      name: 'Camera 1',
      udpPort: 5000,
      listenAddress: '0.0.0.0',
      tags: ['stage'],
      desired: 'RUNNING',
      state: 'WAITING',
      listenUrl: 'udp://127.0.0.1:5000',
      testSignal: false,
      testSignalEndsAt: null,
    })
    const second = await api.query<Result>(createInput, { input: { name: 'Camera 2', start: false } })
    expect(second.result).toMatchObject({ id: '2', udpPort: 5001, desired: 'STOPPED', state: 'STOPPED' })
    expect(api.worker.assignments.inputs.map(({ id, desired }) => [id, desired])).toEqual([
      ['1', 'RUNNING'],
      ['2', 'STOPPED'],
    ])
  })

  it('answer with a typed problem when they cannot be made', async () => {
    await api.query(createInput, { input: { name: 'Camera 1', udpPort: 5007 } })
    const taken = await api.query<Result>(createInput, { input: { name: 'Camera 2', udpPort: 5007 } })
    expect(taken.result).toMatchObject({ __typename: 'PortTaken', port: 5007, holder: expect.stringContaining('Camera 1') })
    api.worker.holders.set(5008, 'the program "vlc"')
    const held = await api.query<Result>(createInput, { input: { name: 'Camera 2', udpPort: 5008 } })
    expect(held.result).toMatchObject({ __typename: 'PortTaken', port: 5008, holder: expect.stringContaining('vlc') })
    const nameless = await api.query<Result>(createInput, { input: { name: ' ' } })
    expect(nameless.result).toMatchObject({ __typename: 'InvalidValue', field: 'input.name', message: expect.any(String) })
    expect((await api.query<{ inputs: unknown[] }>('{ inputs { id } }')).inputs).toHaveLength(1)
  })

  it('are changed: what is absent is kept, null is the default', async () => {
    await api.query(createInput, { input: { name: 'Camera', udpPort: 5005, tags: ['a'] } })
    expect(await change('updateInput(id: "1", changes: { name: "Stage" })')).toMatchObject({
      name: 'Stage',
      udpPort: 5005,
      tags: ['a'],
    })
    expect(await change('updateInput(id: "1", changes: { tags: null })')).toMatchObject({ name: 'Stage', tags: [] })
    expect(await change('updateInput(id: "1", changes: { name: null })')).toMatchObject({ field: 'changes.name' })
    expect(await change('updateInput(id: "9", changes: {})')).toMatchObject({ __typename: 'NotFound', id: '9' })
  })

  it('are started, stopped and deleted with their outputs', async () => {
    await api.query(createInput, { input: { name: 'Camera' } })
    await api.query(
      'mutation { createOutput(output: { inputId: "1", name: "Wall", protocol: UDP, url: "udp://127.0.0.1:9000" }) { __typename } }',
    )
    expect(await change('stopInput(id: "1")')).toMatchObject({ desired: 'STOPPED' })
    expect(await change('startInput(id: "1")')).toMatchObject({ desired: 'RUNNING' })
    const remove = 'mutation { result: deleteInput(id: "1") { __typename ... on Deleted { id } ... on NotFound { id message } } }'
    expect((await api.query<Result>(remove)).result).toEqual({ __typename: 'Deleted', id: '1' })
    expect((await api.query<Result>(remove)).result).toMatchObject({ __typename: 'NotFound', id: '1' })
    expect(await api.query('{ input(id: "1") { id } output(id: "1") { id } }')).toEqual({ input: null, output: null })
    expect(api.worker.assignments).toEqual({ inputs: [], outputs: [] })
  })

  it('get a test signal, but not where one cannot be', async () => {
    await api.query(createInput, { input: { name: 'Camera' } })
    expect(await change('startTestSignal(inputId: "1")')).toMatchObject({ __typename: 'Input' })
    expect(await change('startTestSignal(inputId: "1", seconds: 5)')).toMatchObject({ __typename: 'Input' })
    expect(await change('stopTestSignal(inputId: "1")')).toMatchObject({ __typename: 'Input' })
    expect(api.worker.calls).toEqual(['start', 'startTestSignal 1 600', 'startTestSignal 1 5', 'stopTestSignal 1'])
    expect(await change('startTestSignal(inputId: "1", seconds: 0)')).toMatchObject({ __typename: 'InvalidValue' })
    await change('stopInput(id: "1")')
    expect(await change('startTestSignal(inputId: "1")')).toMatchObject({ __typename: 'InvalidValue' })
  })

  it('are found by text and by state', async () => {
    for (const name of ['Stage left', 'Stage right', 'Backdoor']) await api.query(createInput, { input: { name } })
    api.worker.observeInput({ id: '2' })
    const names = async (filter: string) =>
      (await api.query<{ inputs: { name: string }[] }>(`{ inputs(${filter}) { name } }`)).inputs.map(({ name }) => name)
    expect(await names('search: "stage"')).toEqual(['Stage left', 'Stage right'])
    expect(await names('states: [LIVE]')).toEqual(['Stage right'])
    expect(await names('search: "5002", states: [WAITING]')).toEqual(['Backdoor'])
  })

  it('tell what was observed of them, with their outputs', async () => {
    await api.query(createInput, { input: { name: 'Camera' } })
    await api.query(
      'mutation { createOutput(output: { inputId: "1", name: "Wall", protocol: UDP, url: "udp://127.0.0.1:9000" }) { __typename } }',
    )
    const video = { kind: 'video', codec: 'H264', profile: 'High', width: 1280, height: 720, sampleRate: null, channels: null }
    api.worker.observeInput({
      id: '1',
      tracks: [video],
      stateSince: '2026-02-03T04:05:06.007Z',
      testSignalEndsAt: '2026-02-03T04:15:06.007Z',
    })
    api.bus.publish('rates', {
      at: '2026-02-03T04:05:07.000Z',
      inputs: [{ id: '1', bitrateBps: 2_000_000.5, bytesReceived: 5_000_000_000, errors: 0 }],
      outputs: [],
    })
    const { input } = await api.query(`{ input(id: "1") {
      state stateSince testSignal testSignalEndsAt failure { code } bitrateBps bytesReceived outputs { name input { id } }
      tracks { kind codec profile width height sampleRate channels } } }`)
    expect(input).toEqual({
      state: 'LIVE',
      stateSince: '2026-02-03T04:05:06.007Z',
      testSignal: true,
      testSignalEndsAt: '2026-02-03T04:15:06.007Z',
      failure: null,
      bitrateBps: 2_000_000.5,
      bytesReceived: 5_000_000_000,
      outputs: [{ name: 'Wall', input: { id: '1' } }],
      tracks: [video],
    })
  })

  it('are changed over the WebSocket as over HTTP', async () => {
    const { data } = await next(api.follow<Result>(createInput, { input: { name: 'Camera' } }))
    expect(data?.result).toMatchObject({ __typename: 'Input', name: 'Camera' })
    const problem = await next(api.follow<Result>(createInput, { input: { name: '' } }))
    expect(problem.data?.result).toMatchObject({ __typename: 'InvalidValue', field: 'input.name' })
  })
})
