import { expect, it } from 'vitest'
import { Histogram } from '../../../src/domain/histogram.ts'

it('a histogram counts under each bound what is not above it', () => {
  const histogram = new Histogram([1, 2, 5])
  expect(histogram.read()).toEqual({ bounds: [1, 2, 5], counts: [0, 0, 0], sum: 0, count: 0 })
  for (const value of [0, 1, 1.5, 5, 5.1, 100]) histogram.observe(value)
  expect(histogram.read()).toMatchObject({ counts: [2, 3, 4], count: 6 })
  expect(histogram.read().sum).toBeCloseTo(112.6)
})
