import { expect, it } from 'vitest'
import { StateCourse } from '../../../src/services/memory/stateCourse.ts'

const dayMs = 86_400_000

it('has few spans of a day on which a state never rests, without a hole', () => {
  const course = new StateCourse('output:1')
  for (let at = 0; at < dayMs; at += 3000) {
    const isLive = (at / 3000) % 2 === 1
    course.observe({ state: isLive ? 'LIVE' : 'RECONNECTING', failureCode: isLive ? null : 'REFUSED' }, at, at)
  }
  const spans = course.days.flatMap((day) => day.spans)
  expect(course.days).toHaveLength(1)
  expect(spans.length).toBeLessThanOrEqual(96)
  expect(spans[0]?.from).toBe(0)
  for (const [index, { to }] of spans.slice(0, -1).entries()) expect(spans[index + 1]?.from).toBe(to)
  expect(spans.at(-1)).toEqual({ state: 'LIVE', from: dayMs - 3000, to: null, failureCode: null })
  expect(JSON.stringify(spans).length).toBeLessThan(10_000)
})

it('stores a day once more when what began on it ends, and lets go of it when that is done', () => {
  const course = new StateCourse('input:1')
  course.observe({ state: 'LIVE', failureCode: null }, 1000, 1000)
  course.changed.clear()
  course.observe({ state: 'LOST', failureCode: 'INPUT_LOST' }, 3 * dayMs, 3 * dayMs)
  expect([...course.changed].map(({ day }) => day)).toEqual([0, 3])
  course.forgetBefore(4 * dayMs)
  expect(course.days).toHaveLength(2)
  course.changed.clear()
  course.forgetBefore(3 * dayMs)
  expect(course.days).toHaveLength(2)
  course.forgetBefore(3 * dayMs + 1)
  expect(course.days.map(({ day }) => day)).toEqual([3])
})

it('has no span of no length, and none that goes back in time', () => {
  const course = new StateCourse('input:1')
  course.observe({ state: 'WAITING', failureCode: null }, 5000, 5000)
  course.observe({ state: 'LIVE', failureCode: null }, 5000, 5000)
  course.observe({ state: 'LOST', failureCode: null }, 9000, 9000)
  course.observe({ state: 'LIVE', failureCode: null }, 8000, 9500)
  expect(course.days.flatMap(({ spans }) => spans)).toEqual([{ state: 'LIVE', from: 5000, to: null, failureCode: null }])
})
