import { describe, expect, it } from 'vitest'
import { Attempts } from '../../../src/domain/attempts.ts'
import type { AttemptEnd } from '../../../src/domain/attempts.ts'
import type { FailureCode } from '../../../src/domain/failure.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const settings = { reconnectDelaySeconds: 5, maxReconnectAttempts: 0 }
const failed: AttemptEnd = { wasLive: false, followedLook: false, nothingAnswered: false }
const dropped = { ...failed, wasLive: true }
const because = (code: FailureCode) => ({ code, message: '', likelyCause: null, advice: [], evidence: null })

function begin() {
  const clock = new VirtualClock()
  const attempts = new Attempts(clock, () => 1)
  const fail = (code: FailureCode = 'REFUSED', end: Partial<AttemptEnd> = {}, more: Partial<typeof settings> = {}) =>
    attempts.fail(because(code), { ...failed, ...end }, { ...settings, ...more })
  return { clock, attempts, fail, inMs: () => attempts.notBefore - clock.now() }
}

describe('attempts', () => {
  it('are none at first: nothing failed, nothing is looked at, nothing is waited for', () => {
    const { attempts } = begin()
    expect(attempts).toMatchObject({ attempt: 0, failure: null, notBefore: 0 })
    expect([attempts.isLookDue, attempts.awaitsAnswer, attempts.isAnyToForget, attempts.isOver(settings)]).toEqual(
      Array(4).fill(false),
    )
  })

  it('do not count the first drop from live, and count what fails after it', () => {
    const { attempts, fail } = begin()
    expect(fail('CONNECTION_LOST', dropped)).toMatchObject({ isFailed: false, nextAttemptAt: new Date('2026-01-01T00:00:00Z') })
    expect(attempts.attempt).toBe(0)
    expect(attempts.isAnyToForget).toBe(true)
    fail()
    expect(attempts.attempt).toBe(1)
    fail('CONNECTION_LOST', dropped)
    expect(attempts.attempt).toBe(2)
  })

  it('count a start that fails, are tried again later and later, and are called failed at the fifth', async () => {
    const { clock, attempts, fail, inMs } = begin()
    await clock.advance(130_000)
    const seen: [attempt: number, waitMs: number, isFailed: boolean][] = []
    for (let n = 0; n < 6; n++) {
      const { isFailed, nextAttemptAt } = fail()
      expect(nextAttemptAt?.getTime()).toBe(clock.date().getTime() + inMs())
      seen.push([attempts.attempt, inMs(), isFailed])
    }
    expect(seen).toEqual([
      [1, 0, false],
      [2, 1000, false],
      [3, 2000, false],
      [4, 4000, false],
      [5, 5000, true],
      [6, 5000, true],
    ])
    await clock.advance(120_000)
    fail()
    expect(inMs()).toBe(30_000)
    attempts.forget()
    expect(attempts).toMatchObject({ attempt: 0, isAnyToForget: false })
    fail()
    await clock.advance(10_000)
    fail()
    expect(inMs()).toBe(1000)
  })

  it('are over when they are used up, or at once where trying again mends nothing', () => {
    const { attempts, fail } = begin()
    const two = { maxReconnectAttempts: 2 }
    expect([fail('REFUSED', {}, two), fail('REFUSED', {}, two)].map(({ nextAttemptAt }) => nextAttemptAt === null)).toEqual([
      false,
      false,
    ])
    expect(fail('REFUSED', {}, two)).toMatchObject({ nextAttemptAt: null, isFailed: true })
    expect(attempts.isOver({ ...settings, ...two })).toBe(true)
    expect(attempts.isOver(settings)).toBe(false)
    attempts.startAnew()
    expect(fail('BAD_OPTION')).toMatchObject({ nextAttemptAt: null, isFailed: true })
    expect(attempts.isOver(settings)).toBe(true)
  })

  it('are called failed at once where a person must mend the cause, and go on all the same', () => {
    const { fail } = begin()
    const { nextAttemptAt, isFailed, failure } = fail('AUTHENTICATION')
    expect([nextAttemptAt === null, isFailed, failure.code]).toEqual([false, true, 'AUTHENTICATION'])
  })

  it('count one cause on', () => {
    const { attempts, fail } = begin()
    fail()
    expect(fail().failure).toMatchObject({ code: 'REFUSED', count: 2 })
    expect(fail('NO_ANSWER').failure).toMatchObject({ code: 'NO_ANSWER', count: 1 })
    expect(attempts.failure).toMatchObject({ code: 'NO_ANSWER', count: 1 })
  })

  it('look for an answer first, but not after a sender that died by itself', () => {
    const { attempts, fail } = begin()
    fail()
    expect(attempts.isLookDue).toBe(true)
    fail('PROGRAM_DIED')
    expect(attempts.isLookDue).toBe(false)
  })

  it.each([
    ['REFUSED', 5],
    ['REJECTED', 1],
  ] as const)('leave a destination alone that answered a look and then was %s: %i go without one', (code, count) => {
    const { attempts, fail } = begin()
    fail(code, { followedLook: true })
    const looks = Array.from({ length: count }, () => {
      const { isLookDue } = attempts
      fail(code)
      return isLookDue
    })
    expect(looks).toEqual(Array(count).fill(false))
    expect(attempts.isLookDue).toBe(true)
    fail(code)
    expect(attempts.isLookDue).toBe(true)
  })

  it('tell nothing of looks by a drop, and forget them when a person acts', () => {
    const { attempts, fail } = begin()
    fail('REJECTED', { followedLook: true })
    fail('CONNECTION_LOST', { wasLive: true })
    expect(attempts.isLookDue).toBe(false)
    attempts.startAnew()
    expect(attempts).toMatchObject({ attempt: 0, failure: null, notBefore: 0 })
    fail()
    expect(attempts.isLookDue).toBe(true)
  })

  it('wait for an answer after a look that found none, until that is over', () => {
    const { attempts, fail } = begin()
    fail('NO_ANSWER', { nothingAnswered: true })
    expect(attempts.awaitsAnswer).toBe(true)
    attempts.clearFailure()
    expect([attempts.awaitsAnswer, attempts.isLookDue, attempts.failure]).toEqual([false, false, null])
    fail('REFUSED')
    expect(attempts.awaitsAnswer).toBe(false)
  })

  it('are hastened, never held up by that; and paused', async () => {
    const { clock, attempts, fail, inMs } = begin()
    await clock.advance(50_000)
    fail()
    fail()
    fail()
    expect(inMs()).toBe(2000)
    attempts.hasten()
    expect(inMs()).toBe(0)
    await clock.advance(700)
    attempts.hasten()
    expect(inMs()).toBe(-700)
    attempts.pause(1500)
    expect(inMs()).toBe(1500)
    attempts.clearFailure()
    expect(attempts.notBefore).toBe(0)
  })
})
