import { afterEach, beforeEach, expect, it } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { createInput, createOutput } from '../support/operations.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
  await createInput(api)
  await createOutput(api, { inputId: '1', protocol: 'UDP', url: 'udp://127.0.0.1:9000' })
})
afterEach(() => api[Symbol.asyncDispose]())

it('a timeline tells what happened to one object, in pages', async () => {
  await api.query('mutation { stopOutput(id: "1") { __typename } startOutput(id: "1") { __typename } }')
  const fields = 'entries { id at kind text inputState outputState failure { code } incidentId } hasOlder'
  const page = async (args: string) =>
    (await api.query<{ timeline: { entries: { id: string }[] } }>(`{ timeline(${args}) { ${fields} } }`)).timeline
  const newest = await page('outputId: "1", first: 1')
  const usual = {
    id: expect.any(String),
    at: expect.stringMatching(/Z$/),
    inputState: null,
    outputState: null,
    failure: null,
    incidentId: null,
  }
  expect(newest).toEqual({ entries: [{ ...usual, kind: 'WISH', text: 'Asked to start' }], hasOlder: true })
  expect(await page(`outputId: "1", before: "${newest.entries[0]!.id}"`)).toMatchObject({
    entries: [
      { kind: 'WISH', text: 'Asked to stop' },
      { kind: 'SETTINGS', text: 'Made' },
    ],
    hasOlder: false,
  })
  expect(await page('inputId: "1"')).toMatchObject({ entries: [{ text: 'Output "Destination" added' }, { text: 'Made' }] })
})

it('a timeline is of exactly one object that exists', async () => {
  const refused = [
    ['', 'BAD_USER_INPUT'],
    ['(inputId: "1", outputId: "1")', 'BAD_USER_INPUT'],
    ['(inputId: "1", first: 0)', 'BAD_USER_INPUT'],
    ['(inputId: "1", first: 201)', 'BAD_USER_INPUT'],
    ['(inputId: "1", before: "x")', 'BAD_USER_INPUT'],
    ['(outputId: "7")', 'NOT_FOUND'],
  ]
  for (const [args, code] of refused) {
    const { errors } = await api.ask(`{ timeline${args} { hasOlder } }`)
    expect([args, errors?.[0]?.extensions?.code]).toEqual([args, code])
  }
})
