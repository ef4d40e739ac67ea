import { expect, it } from 'vitest'
import { EndedSessions } from '../../../src/services/endedSessions.ts'
import type { Session } from '../../../src/domain/session.ts'
import type { EndedSessionStore } from '../../../src/db/endedSessions.ts'
import { settle, VirtualClock } from '../../support/virtualClock.ts'

/** A store that holds rows as the database does. */
function memoryStore(rows = new Map<string, Session>()) {
  const trouble = { isAway: false }
  const store = {
    load: async () => [...rows.values()],
    write: async ({ ended, expiredBefore }: { ended: readonly Session[]; expiredBefore: number }) => {
      if (trouble.isAway) throw new Error('away')
      for (const one of ended) rows.set(one.id, one)
      for (const { id, expiresAt } of rows.values()) if (expiresAt < expiredBefore) rows.delete(id)
    },
  } as unknown as EndedSessionStore
  return { rows, store, trouble }
}

const clock = new VirtualClock()
const session = (number: number): Session => ({ id: `s${number}`, expiresAt: clock.date().getTime() + 1_000_000 + number })

async function start(store: EndedSessionStore) {
  const ended = new EndedSessions({ clock, store, onTrouble: () => {} })
  await ended.start()
  return ended
}

it('sessions that were given back stay so, also while the database is away', async () => {
  const { rows, store, trouble } = memoryStore()
  const ended = await start(store)
  trouble.isAway = true
  ended.end(session(1))
  expect([ended.has(session(1)), ended.has(session(2))]).toEqual([true, false])
  await settle()
  expect(rows.size).toBe(0)
  trouble.isAway = false
  await clock.advance(10_000)
  expect([...rows.keys()]).toEqual(['s1'])
  await ended.close()
  const next = await start(store)
  expect([next.has(session(1)), next.has(session(2))]).toEqual([true, false])
  await next.close()
})

it('of very many the first to expire are forgotten, and let nobody in again', async () => {
  const { rows, store } = memoryStore()
  const ended = await start(store)
  for (let number = 0; number < 1500; number++) ended.end(session(number))
  await ended.close()
  expect(rows.size).toBe(1000)
  for (const one of [ended, await start(store)]) {
    expect([0, 1, 499, 500, 1499].map((number) => one.has(session(number)))).toEqual(Array(5).fill(true))
    expect(one.has(session(1500))).toBe(false)
    await one.close()
  }
})
