import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { next, startApi, type TestApi, testKey } from '../support/api.ts'
import { WireClient } from '../support/wire.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function memoryInUse(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

let api: TestApi
beforeEach(async () => {
  api = await startApi()
  await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
  const output = '{ inputId: "1", name: "Wall", protocol: UDP, url: "udp://127.0.0.1:9000" }'
  await api.query(`mutation { createOutput(output: ${output}) { __typename } }`)
})
afterEach(() => api[Symbol.asyncDispose]())

const lineBytes = 4000
const batches = 100
const batchSize = 250

describe('a subscriber that stops reading', () => {
  it('costs others no line and the server no memory, and is told what it lost', async () => {
    const lines = 'subscription { logLines(outputId: "1", last: 0) { text dropped } }'
    const stalled = await WireClient.open(api.url, testKey)
    stalled.start('1', lines)
    const healthy = api.subscribe<{ logLines: { text: string; dropped: number } }>(lines)
    const say = (text: string) =>
      api.bus.publish('log', {
        ...{
          at: '2026-02-03T04:05:06.007Z',
          level: 'INFO',
          source: 'OUTPUT',
          outputId: '1',
          inputId: '1',
          repeated: 0,
          dropped: 0,
        },
        text,
      })
    const first = next(healthy)
    const firstOfStalled = stalled.next()
    const beginning = setInterval(() => say('begin'), 10)
    await Promise.all([first, firstOfStalled])
    clearInterval(beginning)
    stalled.socket.pause()
    say('mark')
    while ((await next(healthy)).logLines.text !== 'mark');

    const before = memoryInUse()
    let received = 0
    let lost = 0
    for (let batch = 0; batch < batches; batch++) {
      for (let i = 0; i < batchSize; i++) say(`${batch * batchSize + i} ${'x'.repeat(lineBytes)}`)
      for (let i = 0; i < batchSize; i++) {
        const { text, dropped } = (await next(healthy)).logLines
        if (!text.startsWith(`${received++} `)) throw new Error(`Line ${received} is missing`)
        lost += dropped
      }
    }
    expect(lost).toBe(0)
    // 100 MB went by; the log book keeps 2000 lines (8 MB), the stalled reader 1000.
    expect(memoryInUse() - before).toBeLessThan(25e6)

    stalled.socket.resume()
    say('end')
    let told = 0
    let heard = 0
    for (;;) {
      const { payload } = (await stalled.next()) as { payload: { data: { logLines: { text: string; dropped: number } } } }
      const { text, dropped } = payload.data.logLines
      told += dropped
      if (text === 'end') break
      if (/^\d/.test(text)) heard++
    }
    expect(told).toBeGreaterThan(0)
    expect(heard + told).toBe(batches * batchSize)
    stalled.socket.close()
    await healthy.return()
  })

  it('gets a SNAPSHOT in the place of the events that it lost', async () => {
    // Wide messages, so that the buffers of the kernel are soon full.
    const wide = Array.from({ length: 100 }, (_, i) => `u${i}: url`).join(' ')
    const stalled = await WireClient.open(api.url, testKey)
    stalled.start('1', `subscription { outputEvents { kind outputs { attempt } output { attempt ${wide} } } }`)
    interface Heard {
      kind: string
      outputs: { attempt: number }[] | null
      output: { attempt: number } | null
    }
    const hear = async () => ((await stalled.next()).payload as { data: { outputEvents: Heard } }).data.outputEvents
    expect((await hear()).kind).toBe('SNAPSHOT')
    stalled.socket.pause()
    const published = 5000
    for (let attempt = 1; attempt <= published; attempt++) {
      api.worker.observeOutput({ id: '1', state: 'RECONNECTING', attempt })
      // Lets the server send.
      if (attempt % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    stalled.socket.resume()
    let snapshots = 0
    let last = 0
    while (last < published) {
      const { kind, outputs, output } = await hear()
      const attempt = output?.attempt ?? outputs?.[0]?.attempt ?? 0
      if (kind === 'SNAPSHOT') snapshots++
      else expect(attempt).toBe(last + 1)
      expect(attempt).toBeGreaterThanOrEqual(last)
      last = attempt
    }
    expect(snapshots).toBeGreaterThan(0)
    stalled.socket.close()
  })
})

describe('a connection', () => {
  it('whose other side is gone without a word is ended', async () => {
    await using impatient = await startApi({}, { patience: { pingEveryMs: 50 } })
    const quiet = await WireClient.open(impatient.url, testKey)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(quiet.socket.readyState).toBe(quiet.socket.OPEN)
    quiet.socket.pause()
    await new Promise((resolve) => setTimeout(resolve, 300))
    quiet.socket.resume()
    expect(await quiet.closed).toBe(1006)
  })

  it('that asks for much and reads nothing is ended', async () => {
    const greedy = await WireClient.open(api.url, testKey)
    greedy.socket.pause()
    const types = 'types { name description fields { name description args { name description } } }'
    const query = `{ one: __schema { ${types} } other: __schema { ${types} } }`
    for (let id = 0; id < 2000 && greedy.socket.readyState === greedy.socket.OPEN; id++) {
      greedy.start(String(id), query)
      await new Promise((resolve) => setImmediate(resolve))
    }
    greedy.socket.resume()
    expect(await greedy.closed).toBe(1006)
  })

  it('can send no message above 256 kB, and have no more than 100 operations', async () => {
    const talkative = await WireClient.open(api.url, testKey)
    talkative.send({ type: 'ping', payload: { text: 'x'.repeat(300_000) } })
    expect(await talkative.closed).toBe(1009)

    const busy = await WireClient.open(api.url, testKey)
    for (let id = 0; id <= 100; id++) busy.start(String(id), 'subscription { logLines(source: MEDIAMTX) { id } }')
    expect(await busy.next()).toMatchObject({ id: '100', type: 'error', payload: [{ message: expect.stringContaining('100') }] })
    busy.socket.close()
  })

  it('that does not say who it is is ended after 5 s', { timeout: 8000 }, async () => {
    const silent = await WireClient.open(api.url, null)
    const began = performance.now()
    expect(await silent.closed).toBe(4408)
    expect(performance.now() - began).toBeGreaterThan(4500)
  })

  it('ends with 1001 when the server stops, its subscriptions not completed: clients come back', async () => {
    const stopping = await startApi()
    const client = await WireClient.open(stopping.url, testKey)
    client.start('1', 'subscription { inputEvents { kind } }')
    expect(await client.next()).toMatchObject({ type: 'next' })
    await stopping[Symbol.asyncDispose]()
    expect(await Promise.race([client.next(), client.closed])).toBe(1001)
    expect(stopping.worker.calls).toEqual(['start', 'stop'])
    await expect(fetch(stopping.url)).rejects.toThrow()
  })
})
