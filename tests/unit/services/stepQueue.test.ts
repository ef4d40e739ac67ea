import { expect, it } from 'vitest'
import type { StoredPoint } from '../../../src/domain/metrics.ts'
import { StepQueue } from '../../../src/services/memory/stepQueue.ts'

const point = (at: number, subject = 'input:1'): StoredPoint => ({
  ...{ subject, step: 10, at, samples: 10, bitrateBps: 1, minBitrateBps: 1, maxBitrateBps: 1 },
  ...{ errors: 0, restarts: 0, cpuPercent: null, rssBytes: null },
})

it('keeps the newest 20,000 steps that wait, and gives at most 500 at once', () => {
  const queue = new StepQueue()
  for (let n = 0; n < 20_100; n++) queue.put(point(10 * n))
  expect(queue.of('input:1')).toHaveLength(20_000)
  const taken = queue.take()
  expect(taken).toHaveLength(500)
  expect(taken[0]?.at).toBe(1000)
  expect(queue.of('input:1')).toHaveLength(20_000)
  for (let n = 20_100; n < 20_200; n++) queue.put(point(10 * n))
  queue.putBack()
  expect(queue.of('input:1')).toHaveLength(20_000)
  expect(queue.take()[0]?.at).toBe(2000)
})

it('names coarser steps once all that goes into them is on its way', () => {
  const queue = new StepQueue()
  for (let n = 0; n < 500; n++) queue.put(point(880, `output:${n}`))
  queue.put(point(890))
  expect(queue.firstOpen(60, 900)).toBe(840)
  queue.take()
  expect(queue.ended(900)).toEqual([])
  queue.taken([])
  queue.take()
  const ended = queue.ended(900)
  expect(ended).toEqual([
    { step: 60, finer: 10, at: 840 },
    { step: 900, finer: 60, at: 0 },
  ])
  expect(queue.firstOpen(900, 910)).toBe(0)
  queue.taken(ended)
  expect(queue.ended(900)).toEqual([])
  expect([queue.firstOpen(60, 910), queue.firstOpen(900, 910)]).toEqual([900, 900])
})

it('lets go of what is deleted', () => {
  const queue = new StepQueue()
  queue.put(point(0))
  queue.put(point(0, 'output:1'))
  queue.forget('input:1')
  expect(queue.take()).toEqual([point(0, 'output:1')])
})
