import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { next, startApi, type TestApi } from '../support/api.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
  await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
})
afterEach(() => api[Symbol.asyncDispose]())

const newOutput = (name: string, inputId = '1') =>
  api.query(
    `mutation { createOutput(output: { inputId: "${inputId}", name: "${name}", protocol: UDP, url: "udp://127.0.0.1:9000" }) { __typename } }`,
  )

describe('inputEvents', () => {
  const events = 'subscription ($id: ID) { inputEvents(id: $id) { kind id inputs { id name state } input { id name state } } }'

  it('begin with a SNAPSHOT, then tell additions, changes and removals', async () => {
    const reader = api.subscribe(events)
    const snapshot = { kind: 'SNAPSHOT', id: null, inputs: [{ id: '1', name: 'Camera', state: 'WAITING' }], input: null }
    expect(await next(reader)).toEqual({ inputEvents: snapshot })
    await api.query('mutation { createInput(input: { name: "Stage" }) { __typename } }')
    api.worker.observeInput({ id: '1' })
    await api.query('mutation { updateInput(id: "2", changes: { name: "Door" }) { __typename } }')
    await api.query('mutation { deleteInput(id: "2") { __typename } }')
    const heard = [await next(reader), await next(reader), await next(reader), await next(reader)]
    expect(heard).toEqual(
      [
        { kind: 'ADDED', id: '2', input: { id: '2', name: 'Stage', state: 'WAITING' } },
        { kind: 'CHANGED', id: '1', input: { id: '1', name: 'Camera', state: 'LIVE' } },
        { kind: 'CHANGED', id: '2', input: { id: '2', name: 'Door', state: 'WAITING' } },
        { kind: 'REMOVED', id: '2', input: null },
      ].map((event) => ({ inputEvents: { inputs: null, ...event } })),
    )
    await reader.return()
  })

  it('of one id tell of it alone; an id that does not exist ends with NOT_FOUND', async () => {
    const reader = api.subscribe<{ inputEvents: { kind: string; id: string } }>(events, { id: '1' })
    expect((await next(reader)).inputEvents.kind).toBe('SNAPSHOT')
    await api.query('mutation { createInput(input: { name: "Stage" }) { __typename } }')
    await api.query('mutation { updateInput(id: "1", changes: { name: "Door" }) { __typename } }')
    expect((await next(reader)).inputEvents).toMatchObject({ kind: 'CHANGED', id: '1' })
    await reader.return()

    const unknown = api.follow(events, { id: '77' })
    expect((await next(unknown)).errors?.[0]).toMatchObject({ extensions: { code: 'NOT_FOUND', id: '77' } })
    expect(await unknown.next()).toEqual({ done: true, value: undefined })
  })
})

describe('outputEvents', () => {
  const events = `subscription ($id: ID, $inputId: ID) { outputEvents(id: $id, inputId: $inputId) {
    kind id outputs { id state } output { id state attempt input { id } } } }`
  interface Heard {
    outputEvents: {
      kind: string
      id: string | null
      outputs: { id: string; attempt?: number }[] | null
      output: { attempt: number } | null
    }
  }

  it('leave no gap between the SNAPSHOT and what follows, whenever one subscribes', async () => {
    await newOutput('Wall')
    let attempt = 0
    const observing = setInterval(() => api.worker.observeOutput({ id: '1', state: 'RECONNECTING', attempt: ++attempt }), 1)
    try {
      const attempts = events.replace('outputs { id state }', 'outputs { id attempt }')
      const follow = async (first: number) => {
        // Not all at the same moment.
        for (let i = 0; i < first; i++) await api.query('{ system { version } }')
        const reader = api.subscribe<Heard>(attempts)
        const heard = [(await next(reader)).outputEvents.outputs?.[0]?.attempt]
        while (heard.length < 50) heard.push((await next(reader)).outputEvents.output?.attempt)
        await reader.return()
        expect(heard).toEqual(Array.from(heard, (_, i) => (heard[0] ?? NaN) + i))
      }
      await Promise.all(Array.from({ length: 10 }, (_, i) => follow(i)))
    } finally {
      clearInterval(observing)
    }
  })

  it('can be of one output, or of the outputs of one input', async () => {
    await api.query('mutation { createInput(input: { name: "Stage" }) { __typename } }')
    await newOutput('Wall')
    await newOutput('Screen', '2')
    const one = api.subscribe<Heard>(events, { id: '2' })
    const ofInput = api.subscribe<Heard>(events, { inputId: '1' })
    expect((await next(one)).outputEvents.outputs).toEqual([{ id: '2', state: 'WAITING_INPUT' }])
    expect((await next(ofInput)).outputEvents.outputs).toEqual([{ id: '1', state: 'WAITING_INPUT' }])
    api.worker.observeOutput({ id: '1' })
    api.worker.observeOutput({ id: '2' })
    await api.query('mutation { deleteOutput(id: "2") { __typename } }')
    await api.query('mutation { deleteOutput(id: "1") { __typename } }')
    expect((await next(one)).outputEvents).toMatchObject({
      kind: 'CHANGED',
      id: '2',
      output: { state: 'LIVE', input: { id: '2' } },
    })
    expect((await next(one)).outputEvents).toMatchObject({ kind: 'REMOVED', id: '2', output: null })
    expect((await next(ofInput)).outputEvents).toMatchObject({ kind: 'CHANGED', id: '1' })
    expect((await next(ofInput)).outputEvents).toMatchObject({ kind: 'REMOVED', id: '1' })
    await Promise.all([one.return(), ofInput.return()])
  })
})

describe('statistics', () => {
  const ticks = `subscription ($inputId: ID, $outputIds: [ID!], $everyMs: Int) {
    statistics(inputId: $inputId, outputIds: $outputIds, everyMs: $everyMs) {
      at inputs { id bitrateBps bytesReceived } outputs { id bitrateBps bytesSent callers cpuPercent rssBytes mediaTimeMs } } }`

  it('tell all rates in one message per tick, as often as asked', async () => {
    await newOutput('Wall')
    const input = { id: '1', bitrateBps: 3e6, bytesReceived: 9e9 }
    const output = { id: '1', bitrateBps: 2e6, bytesSent: 8e9, callers: 0, cpuPercent: 4.5, rssBytes: 6e7, mediaTimeMs: null }
    api.bus.publish('rates', { at: '2026-02-03T04:05:06.007Z', inputs: [{ ...input, errors: 0 }], outputs: [output] })
    const reader = api.subscribe(ticks, { everyMs: 500 })
    await next(reader)
    const began = performance.now()
    expect(await next(reader)).toEqual({ statistics: { at: '2026-02-03T04:05:06.007Z', inputs: [input], outputs: [output] } })
    await next(reader)
    expect(performance.now() - began).toBeGreaterThan(700)
    await reader.return()
  })

  it.each([499, 60_001])('cannot be asked for every %i ms', async (everyMs) => {
    const { errors } = await next(api.follow(ticks, { everyMs }))
    expect(errors?.[0]).toMatchObject({ message: 'everyMs must be 500 to 60000.', extensions: { code: 'BAD_USER_INPUT' } })
  })

  it('of an input that does not exist end with NOT_FOUND', async () => {
    const { errors } = await next(api.follow(ticks, { inputId: '77' }))
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'NOT_FOUND', id: '77' } })
  })
})

describe('systemEvents', () => {
  it('tell the whole System at once, and again when something changed', async () => {
    const reader = api.subscribe('subscription { systemEvents { version mediamtx { healthy version detail since } processes } }')
    const first = { healthy: false, version: null, detail: 'starting', since: null }
    expect(await next(reader)).toEqual({ systemEvents: { version: expect.any(String), mediamtx: first, processes: 0 } })
    const fact = { healthy: true, version: '1.20.1', detail: null, since: '2026-02-03T04:05:06.007Z' }
    api.bus.publish('componentFact', { component: 'mediamtx', fact })
    for await (const heard of reader) if (JSON.stringify(heard).includes('1.20.1')) break
    const { system } = await api.query(
      '{ system { mediamtx { healthy version detail since } database { healthy } udpPortsFree } }',
    )
    expect(system).toEqual({ mediamtx: fact, database: { healthy: true }, udpPortsFree: 100 })
  })
})
