import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { coalesce } from '../../../client/live/coalesce.ts'

describe('what is drawn, and how often', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start() {
    const applied: string[][] = []
    return { applied, changes: coalesce<string>(500, (items) => void applied.push(items)) }
  }

  it('hands the first item on at once', () => {
    const { applied, changes } = start()
    changes.push('a')
    expect(applied).toEqual([['a']])
  })

  it('hands on what follows together and in order, at most twice a second', () => {
    const { applied, changes } = start()
    for (const item of ['a', 'b', 'c']) changes.push(item)
    vi.advanceTimersByTime(499)
    expect(applied).toEqual([['a']])
    vi.advanceTimersByTime(1)
    expect(applied).toEqual([['a'], ['b', 'c']])
  })

  it('is at once again after a quiet time', () => {
    const { applied, changes } = start()
    changes.push('a')
    vi.advanceTimersByTime(600)
    changes.push('b')
    expect(applied).toEqual([['a'], ['b']])
  })

  it('forgets what waits when it is stopped, and can go on', () => {
    const { applied, changes } = start()
    changes.push('a')
    changes.push('b')
    changes.stop()
    vi.advanceTimersByTime(1000)
    changes.push('c')
    expect(applied).toEqual([['a'], ['c']])
  })
})
