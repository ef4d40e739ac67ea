import { describe, expect, it } from 'vitest'
import { coarser, finestStored, growth, PointSum, sizeOf, startOf } from '../../../src/domain/metrics.ts'
import type { WeighedPoint } from '../../../src/domain/metrics.ts'
import { retention } from '../../../src/domain/retention.ts'
import { countStates } from '../../../src/domain/totals.ts'
import { inputStates, outputStates } from '../../../src/domain/states.ts'

function point(at: number, bitrateBps: number, more: Partial<WeighedPoint> = {}): WeighedPoint {
  const rest = { samples: 10, errors: 0, restarts: 0, cpuPercent: null, rssBytes: null }
  return { at, bitrateBps, minBitrateBps: bitrateBps, maxBitrateBps: bitrateBps, ...rest, ...more }
}

describe('points of metrics', () => {
  it('are put together by how long each was observed; extremes stay, counts add up', () => {
    const points = [
      point(70, 600, { samples: 2, errors: 3, cpuPercent: 4, rssBytes: 10 }),
      point(10, 100, { minBitrateBps: 40, maxBitrateBps: 190, errors: 1, restarts: 1, cpuPercent: 1, rssBytes: 30 }),
      point(50, 400, { samples: 5, errors: 2, restarts: 2, cpuPercent: null, rssBytes: 20 }),
    ]
    expect(coarser(points, 60)).toEqual([
      {
        ...point(0, 200, { samples: 15, errors: 3, restarts: 3, cpuPercent: 1, rssBytes: 30 }),
        minBitrateBps: 40,
        maxBitrateBps: 400,
      },
      point(60, 600, { samples: 2, errors: 3, cpuPercent: 4, rssBytes: 10 }),
    ])
  })

  it('are made of what was seen at each second', () => {
    const sum = new PointSum()
    expect(sum.isEmpty).toBe(true)
    sum.sample(100, null, null)
    expect([sum.isEmpty, sum.point(20).rssBytes]).toEqual([false, null])
    sum.sample(300, 5, 1000)
    sum.count(2, 1)
    const seen = point(20, 200, { samples: 2, errors: 2, restarts: 1, cpuPercent: 5, rssBytes: 1000 })
    expect(sum.point(20)).toEqual({ ...seen, minBitrateBps: 100, maxBitrateBps: 300 })
    sum.clear()
    expect(sum.isEmpty).toBe(true)
    sum.sample(50, null, null)
    expect(sum.point(30)).toEqual(point(30, 50, { samples: 1 }))
    sum.sample(30, 4, 0)
    expect(sum.point(30)).toMatchObject({ cpuPercent: 4, rssBytes: 0, minBitrateBps: 30 })
  })

  it('are in the order of time, whatever order they came in, and nothing where nothing was observed', () => {
    expect(coarser([point(130, 1), point(10, 2), point(70, 3), point(59, 4)], 60).map(({ at }) => at)).toEqual([0, 60, 120])
    expect(coarser([], 60)).toEqual([])
  })

  it('are some hundreds to each range, the longest of which is what is kept', () => {
    const points = Object.values(sizeOf).map(({ length, step }) => length / step)
    expect(points).toEqual([300, 360, 1440, 2880])
    expect(Object.values(sizeOf).map(({ step }) => step)).toEqual([1, 10, 60, 900])
    expect([finestStored, retention.metricsDays]).toEqual([10, 30])
  })

  it('begin where a step begins', () => {
    expect([startOf(59, 60), startOf(60, 60), startOf(61.7, 1)]).toEqual([0, 60, 61])
  })
})

it.each([
  [0, 4, 4],
  [4, 4, 0],
  [4, 9, 5],
  [9, 2, 2],
  [9, 0, 0],
])('a counter that went from %i to %i grew by %i', (before, now, grown) => expect(growth(before, now)).toBe(grown))

it('totals count every state once', () => {
  const none = { problems: 0, live: 0, waiting: 0, listening: 0, stopped: 0 }
  expect(countStates([])).toEqual({ total: 0, ...none })
  expect(countStates(inputStates)).toEqual({ ...none, total: 7, problems: 3, live: 1, waiting: 2, stopped: 1 })
  expect(countStates(outputStates)).toEqual({ total: 10, problems: 3, live: 1, waiting: 3, listening: 1, stopped: 2 })
})
