import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Turns } from '../../src/server/turns.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** An answer that is over when the test says so. */
class Answer extends EventEmitter {
  closed = false
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
  answers.forEach((answer, index) => {
    void turns.take(place, answer as unknown as ServerResponse).then((has) => void (has ? isIn : refused).push(index))
  })
  return { answers, isIn, refused }
}

/** As many rounds of the loop as somebody may take. */
async function settled(): Promise<void> {
  for (let round = 0; round < 6; round++) await new Promise((resolve) => setImmediate(resolve))
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
  expect(many.isIn.slice(8)).toEqual([8, 9])
  for (const answer of many.answers) answer.close()
  await settled()
  expect(many.isIn).toHaveLength(11)
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
