import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import type { StateDay } from '../../../src/domain/stateHistory.ts'
import { freshDatabase } from '../../support/database.ts'

const begin = Date.UTC(2040, 6, 1)

it('keeps days of states as they were given last, until they are too old or forgotten', async () => {
  await using fresh = await freshDatabase({ isLasting: false })
  const { stateHistory, close } = await openDatabase({ ...fresh.place, secretKey: 'a key of the tests' })
  expect(await stateHistory.load(0)).toEqual({ days: [], seenAt: null })
  const ended: StateDay = {
    ...{ subject: 'output:1', day: 10 },
    spans: [
      { state: 'FAILED', from: begin, to: begin + 5, failureCode: 'WRONG_PASSPHRASE' },
      { state: 'LIVE', from: begin + 5, to: begin + 900, failureCode: null },
    ],
  }
  const lasting: StateDay = {
    subject: 'output:1',
    day: 11,
    spans: [{ state: 'LIVE', from: begin + 900, to: null, failureCode: null }],
  }
  const other: StateDay = { subject: 'input:1', day: 9, spans: [{ state: 'LOST', from: 1, to: null, failureCode: 'INPUT_LOST' }] }
  const empty: StateDay = { subject: 'input:1', day: 8, spans: [] }
  const nothing = { days: [], removed: [], endedBefore: null }
  await stateHistory.write({ ...nothing, days: [{ ...ended, spans: [] }, other, empty], seenAt: 5 })
  await stateHistory.write({ ...nothing, days: [ended, lasting], seenAt: begin })
  expect(await stateHistory.load(begin)).toEqual({ days: [other, ended, lasting], seenAt: begin })
  expect((await stateHistory.load(begin + 900)).days).toEqual([other, lasting])
  expect(await stateHistory.read(['output:1', 'output:7'], begin)).toEqual([ended, lasting])
  await stateHistory.write({ ...nothing, endedBefore: begin + 901, seenAt: begin })
  expect((await stateHistory.load(0)).days).toEqual([other, lasting])
  await stateHistory.write({ ...nothing, removed: ['input:1'], seenAt: begin })
  expect((await stateHistory.load(0)).days).toEqual([lasting])
  await close()
})
