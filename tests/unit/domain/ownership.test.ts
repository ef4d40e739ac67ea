import { expect, it } from 'vitest'
import { epochOfMarker, markerOf } from '../../../src/domain/ownership.ts'

it('a process is known by its mark: which database, and which start', () => {
  const mark = markerOf({ instanceId: 'abc-12', epoch: 12 })
  expect(epochOfMarker(mark, 'abc-12')).toBe(12)
  // One mark is never found within another.
  expect(mark.includes(markerOf({ instanceId: 'abc-12', epoch: 1 }))).toBe(false)
})

it.each([
  ['abc-12:12;', 'abc-1'],
  ['abc-12:', 'abc-12'],
  ['abc-12:12', 'abc-12'],
  ['abc-12:12; ', 'abc-12'],
  ['other\nabc-12:12;', 'abc-12'],
  ['abc-12:1x;', 'abc-12'],
  ['', ''],
])('the mark %j is none of database %s', (mark, instanceId) => {
  expect(epochOfMarker(mark, instanceId)).toBeNull()
})
