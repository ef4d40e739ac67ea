import { afterEach, beforeEach, expect, it } from 'vitest'
import { next, startApi, type TestApi } from '../support/api.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
  await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
  const output = '{ inputId: "1", name: "Wall", protocol: UDP, url: "udp://127.0.0.1:9000" }'
  await api.query(`mutation { createOutput(output: ${output}) { __typename } }`)
})
afterEach(() => api[Symbol.asyncDispose]())

const fields = 'id title cause inputId inputName outputIds outputNames openedAt closedAt'
const lost = {
  ...{ id: '1', title: 'Camera has no feed; its output Wall waits', cause: 'INPUT_LOST', inputId: '1', inputName: 'Camera' },
  ...{ outputIds: ['1'], outputNames: ['Wall'], openedAt: expect.stringMatching(/Z$/), closedAt: null },
}

it('incidentEvents begin with a snapshot and go on with every change', async () => {
  const events = api.subscribe(`subscription { incidentEvents { kind incidents { ${fields} } incident { ${fields} } } }`)
  expect(await next(events)).toEqual({ incidentEvents: { kind: 'SNAPSHOT', incidents: [], incident: null } })
  api.worker.observeInput({ id: '1', state: 'LIVE' })
  api.worker.observeInput({ id: '1', state: 'LOST' })
  expect(await next(events)).toEqual({ incidentEvents: { kind: 'ADDED', incidents: null, incident: lost } })
  api.worker.observeInput({ id: '1', state: 'LIVE' })
  const closed = { ...lost, closedAt: expect.stringMatching(/Z$/) }
  expect(await next(events)).toEqual({ incidentEvents: { kind: 'CHANGED', incidents: null, incident: closed } })
  await events.return()
})

it('an incident is told in full by its id', async () => {
  const events = api.subscribe('subscription { incidentEvents { kind } }')
  await next(events)
  const seen = new Date().toISOString()
  const cause = {
    code: 'INPUT_LOST',
    message: 'The feed stopped arriving.',
    likelyCause: 'A',
    advice: ['B'],
    evidence: 'C',
  } as const
  const failure = { ...cause, advice: ['B'], firstSeenAt: seen, lastSeenAt: seen, count: 1 }
  api.worker.observeInput({ id: '1', state: 'LOST', failure })
  await next(events)
  await events.return()
  const asked = `{ incident(id: "1") { id failure { code message likelyCause advice evidence firstSeenAt count } entries { at text } } }`
  const { lastSeenAt: _, ...told } = failure
  expect((await api.query(asked)).incident).toEqual({
    ...{ id: '1', failure: told },
    entries: [
      { at: expect.stringMatching(/Z$/), text: 'The feed stopped arriving' },
      { at: expect.stringMatching(/Z$/), text: '1 output waits: Wall' },
    ],
  })
  for (const id of ['2', 'x']) expect(await api.query(`{ incident(id: "${id}") { id } }`)).toEqual({ incident: null })
})

it('incidents come in pages, newest first', async () => {
  const events = api.subscribe('subscription { incidentEvents { kind } }')
  await next(events)
  for (const state of ['LOST', 'LIVE', 'LOST'] as const) {
    api.worker.observeInput({ id: '1', state })
    await next(events)
  }
  await events.return()
  const page = async (args: string) => (await api.query(`{ incidents${args} { incidents { id closedAt } hasOlder } }`)).incidents
  expect(await page('(first: 1)')).toEqual({ incidents: [{ id: '2', closedAt: null }], hasOlder: true })
  expect(await page('(first: 1, before: "2")')).toMatchObject({ incidents: [{ id: '1' }], hasOlder: false })
  expect(await page('(open: true)')).toMatchObject({ incidents: [{ id: '2' }] })
  expect(await page('(open: false)')).toMatchObject({ incidents: [{ id: '1' }] })
  expect(await page('')).toMatchObject({ incidents: [{ id: '2' }, { id: '1' }] })
})

it.each(['first: 0', 'first: 201', 'before: "x"'])('incidents refuse %s', async (args) => {
  const { errors } = await api.ask(`{ incidents(${args}) { hasOlder } }`)
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
})
