import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Turns } from '../../src/server/turns.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** An answer that is over when the test says so. */
class Answer extends EventEmitter {
  closed = false
  readonly req = { socket: { destroyed: false } }
  close(): void {
    this.closed = true
    this.emit('close')
  }
}

/** So many callers from one place, in their order; `in` has the numbers of those whose turn it is or was. */
function queue(turns: Turns, place: string, count: number) {
  const answers = Array.from({ length: count }, () => new Answer())
  const isIn: number[] = []
  const refused: number[] = []
  const gone: number[] = []
  const lists = { TURN: isIn, FULL: refused, GONE: gone }
  answers.forEach((answer, index) => {
    void turns.take(place, answer as unknown as ServerResponse).then((turn) => void lists[turn].push(index))
  })
  return { answers, isIn, refused, gone }
}

/** As many rounds of the loop as somebody may take. */
async function settled(): Promise<void> {
  for (let round = 0; round < 20; round++) await new Promise((resolve) => setImmediate(resolve))
}

it('one place has eight operations under way; others wait in their order, too many are refused, and another place is in at once', async () => {
  const turns = new Turns(3)
  const many = queue(turns, 'a', 13)
  const other = queue(turns, 'b', 1)
  await settled()
  expect(many.isIn).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(many.refused).toEqual([11, 12])
  expect(other.isIn).toEqual([0])

  many.answers[2]!.close()
  many.answers[8]!.close()
  await settled()
  expect(many.isIn.slice(8)).toEqual([9])
  expect(many.gone).toEqual([8])
  for (const answer of many.answers) answer.close()
  await settled()
  expect([...many.isIn, ...many.gone].toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  const later = queue(turns, 'a', 9)
  await settled()
  expect(later.isIn).toHaveLength(8)
})

it('who is so slow makes room, once', async () => {
  const turns = new Turns()
  const many = queue(turns, 'a', 30)
  await settled()
  vi.advanceTimersByTime(999)
  await settled()
  expect(many.isIn).toHaveLength(8)
  vi.advanceTimersByTime(1)
  await settled()
  expect(many.isIn).toHaveLength(16)
  for (const answer of many.answers.slice(0, 8)) answer.close()
  await settled()
  expect(many.isIn).toHaveLength(16)
})

it('who asks on and on after having been refused is not listened to for a second; others are', async () => {
  const turns = new Turns(1)
  const many = queue(turns, 'a', 9 + 100)
  await settled()
  expect(many.refused).toHaveLength(100)
  expect(turns.isShutOut('a')).toBe(false)
  queue(turns, 'a', 1)
  await settled()
  expect(turns.isShutOut('a')).toBe(true)
  expect(turns.isShutOut('b')).toBe(false)
  vi.advanceTimersByTime(1000)
  expect(turns.isShutOut('a')).toBe(false)
})

it('whoever left while others had their turn costs nothing more', async () => {
  const turns = new Turns()
  const many = queue(turns, 'a', 12)
  await settled()
  many.answers[8]!.req.socket.destroyed = true
  for (const answer of many.answers.slice(0, 2)) answer.close()
  await settled()
  expect(many.gone).toEqual([8])
  expect(many.isIn.slice(8)).toEqual([9, 10])
})

it('what arrives together begins one after the other: what others send is read in between', async () => {
  const turns = new Turns()
  const many = queue(turns, 'a', 3)
  const begun: number[] = []
  for (let round = 0; round < 6; round++) {
    await new Promise((resolve) => setImmediate(resolve))
    begun.push(many.isIn.length)
  }
  expect(begun[0]).toBeLessThan(3)
  expect(begun.at(-1)).toBe(3)
})
