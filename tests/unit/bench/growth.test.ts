import { expect, it } from 'vitest'
import { judgeGrowth, medianSlope } from '../../../bench/browser/growth.ts'
import { sizesIn } from '../../../bench/browser/heap.ts'

interface Look {
  round: number
  kb: number
}

/** Twenty looks, one every two rounds. */
const judged = (kb: (round: number) => number) => {
  const looks = Array.from({ length: 20 }, (_, at) => ({ round: at * 2, kb: kb(at * 2) }))
  const bound = { what: 'page', per: 'round', count: ({ round }: Look) => round, kb: (look: Look) => look.kb, most: 2 }
  return judgeGrowth(looks, [bound])[0]!
}

it('what grows while it warms up, swings, or lies far off now and then, is bounded', () => {
  expect(judged((round) => Math.min(5000, 4000 + round * 100))).toMatchObject({ isBounded: true, slope: 0 })
  expect(judged((round) => 5000 + (round % 4) * 20).isBounded).toBe(true)
  expect(judged((round) => (round >= 36 ? 5400 : 5000))).toMatchObject({ isBounded: true, slope: 0 })
})

it('a few kilobytes of each round that stay are not, though no look differs much from the one before', () => {
  const growth = judged((round) => 5000 + round * 3 + (round % 4) * 5)
  expect(growth.isBounded).toBe(false)
  expect(growth.slope).toBeCloseTo(3, 0)
  expect(growth.after).toBeGreaterThan(growth.before)
})

it('two looks at the same time have no slope between them', () => {
  expect(medianSlope([1, 1, 2, 3], [10, 20, 30, 40])).toBe(10)
})

it('what the engine made of the scripts, and what the browser measured, are not what a page keeps', () => {
  const types = ['hidden', 'array', 'string', 'object', 'code', 'native', 'object shape']
  const strings = ['', 'Row', 'HTMLDivElement', 'PerformanceResourceTiming']
  // type, name, id, size
  const nodes = [
    ...[
      [3, 1, 1, 40],
      [5, 2, 2, 100],
      [5, 3, 3, 1000],
      [4, 1, 4, 500],
      [0, 0, 5, 30],
      [6, 1, 6, 60],
      [2, 3, 7, 7],
    ].flat(),
  ]
  const meta = { node_fields: ['type', 'name', 'id', 'self_size'], node_types: [types, 'string', 'number', 'number'] }
  expect(sizesIn(JSON.stringify({ snapshot: { meta }, nodes, strings }))).toEqual({ objects: 147, code: 590 })
})
