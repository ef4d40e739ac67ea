import { expect, it } from 'vitest'
import { median, percentile, slopePerHour, tableText } from '../../../bench/figures.ts'

it('percentiles are values that were measured', () => {
  const values = [9, 1, 5, 3, 7, 2, 8, 4, 10, 6]
  expect(percentile(values, 0.5)).toBe(5)
  expect(percentile(values, 0.99)).toBe(10)
  expect(percentile(values, 1)).toBe(10)
  expect(percentile(values, 0)).toBe(1)
  expect(percentile([100, 20], 0.5)).toBe(20)
  expect(() => percentile([], 0.5)).toThrow('Nothing was measured')
})

it('the median of an even number lies between two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([10, 9, 2])).toBe(9)
  expect(median([7])).toBe(7)
})

it('a slope is told per hour, whatever the times between', () => {
  expect(slopePerHour([0, 60_000, 180_000], [10, 11, 13])).toBeCloseTo(60)
  expect(slopePerHour([0, 1000, 2000, 3000], [5, 5, 5, 5])).toBe(0)
  expect(slopePerHour([1000], [5])).toBe(0)
})

it('a table reads as text', () => {
  expect(
    tableText({
      head: ['kind', 'ms'],
      rows: [
        ['UDP', 1120],
        ['RTMP', 5],
      ],
    }),
  ).toBe(['| kind |   ms |', '| ---- | ---: |', '| UDP  | 1120 |', '| RTMP |    5 |'].join('\n'))
})
