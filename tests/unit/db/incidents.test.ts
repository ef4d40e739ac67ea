import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import { RefusedError } from '../../../src/db/errors.ts'
import type { Failure } from '../../../src/domain/failure.ts'
import type { IncidentRecord } from '../../../src/domain/incidents/incident.ts'
import { freshDatabase, isOnPostgres } from '../../support/database.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 2, 3, 4, seconds))

function incident(id: number, more: Partial<IncidentRecord> = {}): IncidentRecord {
  return {
    ...{
      id: String(id),
      subject: 'input:3',
      title: 'Camera has no feed',
      cause: 'INPUT_LOST',
      inputId: '3',
      inputName: 'Camera',
      failure: null,
      entries: [],
    },
    ...{ outputIds: ['1', '2'], outputNames: ['A', 'ä'], openedAt: at(id), closedAt: null, ending: null, lastSeenAt: at(id) },
    ...more,
  }
}

describe('stored incidents', () => {
  it('are as they were given last, newest first', async () => {
    await using fresh = await freshDatabase({ isLasting: false })
    const { incidents, close } = await openDatabase({ ...fresh.place, secretKey: 'a key of the tests' })
    expect(await incidents.load()).toEqual({ lastId: 0, open: [] })
    const first = incident(1)
    const second = incident(2, { subject: 'mediamtx', inputId: null, inputName: null, outputIds: [], outputNames: [] })
    await incidents.write([first, second])
    const closed = { ...first, title: 'Camera had no feed', closedAt: at(30), lastSeenAt: at(30) }
    await incidents.write([closed, incident(3)])
    expect(await incidents.load()).toEqual({ lastId: 3, open: [second, incident(3)] })
    const page = (isOpen: boolean | null, before: number | null = null, limit = 9) => incidents.read({ isOpen, before, limit })
    expect(await page(null)).toEqual([incident(3), second, closed])
    expect(await page(true)).toEqual([incident(3), second])
    expect(await page(false)).toEqual([closed])
    expect(await page(null, 3, 1)).toEqual([second])
    await close()
  })

  it('hold no text that a database cannot hold, and refuse what is left of that', async () => {
    await using fresh = await freshDatabase({ isLasting: false })
    const { incidents, close } = await openDatabase({ ...fresh.place, secretKey: 'a key of the tests' })
    const [cut, nul] = ['cut \ud83d', 'a\0b']
    const failure: Failure = {
      ...{ code: 'INPUT_LOST' as const, message: cut, likelyCause: null, advice: [nul], evidence: nul, count: 1 },
      ...{ firstSeenAt: at(1).toISOString(), lastSeenAt: at(1).toISOString() },
    }
    const texts = { title: nul, inputName: cut, outputNames: ['A', cut], entries: [{ at: at(1).toISOString(), text: cut }] }
    await incidents.write([incident(1, { ...texts, failure })])
    const [stored] = await incidents.read({ isOpen: null, before: null, limit: 9 })
    expect(stored).toMatchObject({ title: 'a\\u{0}b', inputName: 'cut \ufffd', outputNames: ['A', 'cut \ufffd'] })
    expect(stored).toMatchObject({ entries: [{ text: 'cut \ufffd' }], failure: { message: 'cut \ufffd', evidence: 'a\\u{0}b' } })
    // SQLite holds numbers of any size.
    const beyond = incidents.write([incident(2, { inputId: '99999999999' })])
    if (isOnPostgres) await expect(beyond).rejects.toBeInstanceOf(RefusedError)
    else await beyond
    await close()
  })

  it('are 10,000 at most; open ones stay', async () => {
    await using fresh = await freshDatabase({ isLasting: false })
    const { incidents, close } = await openDatabase({ ...fresh.place, secretKey: 'a key of the tests' })
    await incidents.write([incident(1), incident(2, { closedAt: at(9) }), incident(3, { closedAt: at(9) })])
    await incidents.write([incident(10_002)])
    expect((await incidents.read({ isOpen: null, before: null, limit: 9 })).map(({ id }) => id)).toEqual(['10002', '3', '1'])
    await close()
  })
})
