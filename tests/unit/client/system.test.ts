import { expect, it } from 'vitest'
import { portRows } from '../../../client/system/portRows.ts'
import { upTime } from '../../../client/system/upTime.ts'

it('tells how long something has been up, with units', () => {
  const minutes = (many: number) => upTime(0, many * 60_000)
  expect([0, 2, 4 * 60 + 12.9, 6 * 1440 + 4 * 60 + 12].map(minutes)).toEqual(['0 s', '2 min', '4 h 12 min', '6 d 4 h'])
  expect(upTime(5000, 0)).toBe('0 s')
})

it('draws every port of a small range, and of a large one the rows in which a port is used', () => {
  const small = portRows({ start: 5001, end: 5060 }, new Set())
  expect(small.map((ports) => [ports[0], ports.at(-1)])).toEqual([
    [5001, 5025],
    [5026, 5050],
    [5051, 5060],
  ])
  const large = portRows({ start: 10_000, end: 19_999 }, new Set([10_600, 19_999]))
  expect(large.map(([first]) => first)).toEqual([10_000, 10_600, 19_975])
})
