import { afterEach, beforeEach, expect, it } from 'vitest'
import { next, startApi, type TestApi } from '../support/api.ts'
import { createInput, createOutput } from '../support/operations.ts'

const rate = { bytesSent: 0, callers: 0, cpuPercent: 1.5, rssBytes: 4096, mediaTimeMs: null }

let api: TestApi
beforeEach(async () => {
  api = await startApi()
  await createInput(api)
  for (const port of [9000, 9001]) await createOutput(api, { inputId: '1', protocol: 'UDP', url: `udp://127.0.0.1:${port}` })
})
afterEach(() => api[Symbol.asyncDispose]())

/** What is observed now: one output is live, the other has failed. Resolves when it was taken in. */
async function observe(): Promise<void> {
  const failure = { likelyCause: null, advice: [], evidence: null, firstSeenAt: '', lastSeenAt: '', count: 1 }
  const stateSince = new Date().toISOString()
  api.worker.observeInput({ id: '1', stateSince })
  api.worker.observeOutput({ id: '1', stateSince, drops: 1, restarts: 2 })
  api.worker.observeOutput({ id: '2', stateSince, state: 'FAILED', failure: { ...failure, code: 'TLS', message: 'No.' } })
  api.bus.publish('rates', {
    at: new Date().toISOString(),
    inputs: [{ id: '1', bitrateBps: 3_000_000, bytesReceived: 1, errors: 4 }],
    outputs: [
      { ...rate, id: '1', bitrateBps: 2_000_000 },
      { ...rate, id: '2', bitrateBps: 500, cpuPercent: null, rssBytes: null },
    ],
  })
  await api.query('{ system { version } }')
}

const fields = 'stepMs from to points { at bitrateBps minBitrateBps maxBitrateBps errors restarts cpuPercent rssBytes }'

it('metrics come in the steps of their range', async () => {
  await observe()
  type Told = { metrics: { from: string; to: string; stepMs: number; points: { at: string }[] } }
  const ranges = { FIVE_MINUTES: [1, 300], ONE_HOUR: [10, 360], ONE_DAY: [60, 1440], THIRTY_DAYS: [900, 2880] } as const
  for (const [range, [seconds, steps]] of Object.entries(ranges)) {
    const ask = async (of: string) => (await api.query<Told>(`{ metrics(${of}, range: ${range}) { ${fields} } }`)).metrics
    const ofOutput = await ask('outputId: "1"')
    const bitrate = (bps: number) => ({ bitrateBps: bps, minBitrateBps: bps, maxBitrateBps: bps })
    const seen = { ...bitrate(2_000_000), errors: 1, restarts: 2, cpuPercent: 1.5, rssBytes: 4096 }
    expect(ofOutput).toMatchObject({ stepMs: seconds * 1000, points: [seen] })
    // The last step is not over.
    const stepsCovered = (Date.parse(ofOutput.to) - Date.parse(ofOutput.from)) / ofOutput.stepMs
    expect(Math.floor(stepsCovered)).toBe(steps - 1)
    const [point] = (await ask('inputId: "1"')).points
    expect(point).toMatchObject({ ...bitrate(3_000_000), errors: 4, restarts: 0, cpuPercent: null, rssBytes: null })
    expect(Date.parse(point!.at) % ofOutput.stepMs).toBe(0)
  }
})

it('metrics are asked for of exactly one thing', async () => {
  const codeOf = async (args: string) => (await api.ask(`{ metrics${args} { stepMs } }`)).errors?.[0]?.extensions?.code
  expect(await codeOf('(range: ONE_DAY)')).toBe('BAD_USER_INPUT')
  expect(await codeOf('(inputId: "1", outputId: "1")')).toBe('BAD_USER_INPUT')
  expect(await codeOf('(outputId: "99")')).toBe('NOT_FOUND')
  expect(await codeOf('(outputId: "1")')).toBeUndefined()
})

it('lists have the states of the past', async () => {
  await observe()
  const spans = 'stateHistory { state from to failureCode }'
  const { inputs } = await api.query<{ inputs: unknown[] }>(`{ inputs { ${spans} outputs { id ${spans} } } }`)
  const span = (state: string, failureCode: string | null = null) => [
    { state, from: expect.stringMatching(/Z$/), to: null, failureCode },
  ]
  expect(inputs).toEqual([
    {
      stateHistory: span('LIVE'),
      outputs: [
        { id: '1', stateHistory: span('LIVE') },
        { id: '2', stateHistory: span('FAILED', 'TLS') },
      ],
    },
  ])
  const month = await api.query('{ output(id: "2") { stateHistory(hours: 720) { state to } } }')
  expect(month).toEqual({ output: { stateHistory: [{ state: 'FAILED', to: null }] } })
  for (const hours of [0, 721]) {
    const { errors } = await api.ask(`{ output(id: "2") { stateHistory(hours: ${hours}) { to } } }`)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
  }
})

it('totals count everything, and come with every tick whatever was asked for', async () => {
  await observe()
  const counts = 'total problems live waiting listening stopped'
  const totals = `totals { at receivedBps sentBps inputs { ${counts} } outputs { ${counts} } }`
  const none = { problems: 0, live: 0, waiting: 0, listening: 0, stopped: 0 }
  const expected = {
    ...{ at: expect.stringMatching(/Z$/), receivedBps: 3_000_000, sentBps: 2_000_500 },
    ...{ inputs: { ...none, total: 1, live: 1 }, outputs: { ...none, total: 2, live: 1, problems: 1 } },
  }
  expect(await api.query(`{ ${totals} }`)).toEqual({ totals: expected })
  const reader = api.subscribe(`subscription { statistics(outputIds: ["1"]) { outputs { id } ${totals} } }`)
  expect(await next(reader)).toEqual({ statistics: { outputs: [{ id: '1' }], totals: expected } })
  await reader.return()
})
