import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../src/domain/failure.ts'
import type { OutputState } from '../../../src/domain/states.ts'
import { FailureCounts } from '../../../src/services/failureCounts.ts'
import { WaysToLive } from '../../../src/services/waysToLive.ts'

const began = '2026-01-01T00:00:00.000Z'

function failure(code: Failure['code'], count: number, firstSeenAt = began): Failure {
  return { code, count, firstSeenAt, lastSeenAt: firstSeenAt, message: '', likelyCause: null, advice: [], evidence: null }
}

describe('failures', () => {
  it('are counted by code, each once however often it is told', () => {
    const counts = new FailureCounts()
    const told = [failure('REFUSED', 1), failure('REFUSED', 1), failure('REFUSED', 4), failure('TLS', 1), null]
    for (const one of [...told, failure('TLS', 1, '2026-01-01T00:01:00.000Z')]) counts.observe('1', one)
    expect([...counts.of('1')]).toEqual([
      ['REFUSED', 4],
      ['TLS', 2],
    ])
    expect([...counts.of('2')]).toEqual([])
    counts.forget('1')
    expect([...counts.of('1')]).toEqual([])
  })
})

describe('the way to LIVE', () => {
  /** Each state a second after the one before. */
  function walk(...states: OutputState[]): [string, number][] {
    const ways = new WaysToLive()
    for (const [second, state] of states.entries())
      ways.observe({ id: '1', state, stateSince: new Date(Date.parse(began) + second * 1000).toISOString() }, 'RTMP')
    return [...ways.all()].map(({ beginning, seconds }) => [beginning, seconds.read().sum])
  }

  it.each<[OutputState[], [string, number][]]>([
    [['STARTING', 'LIVE'], [['START', 1]]],
    [['STARTING', 'RECONNECTING', 'FAILED', 'LIVE'], [['START', 3]]],
    [['LIVE', 'RECONNECTING', 'LIVE'], [['DROP', 1]]],
    [['DEGRADED', 'FAILED', 'FAILED', 'LIVE'], [['DROP', 2]]],
    [['LIVE', 'DEGRADED', 'LIVE'], []],
    [['STARTING', 'STOPPING', 'STOPPED', 'LIVE'], []],
    [['STARTING', 'WAITING_INPUT', 'STARTING', 'LIVE'], [['START', 1]]],
    [['LISTENING', 'LIVE'], []],
    [['RECONNECTING', 'LIVE'], []],
  ])('%j takes %j', (states, expected) => expect(walk(...states)).toEqual(expected))

  it('is never shorter than nothing, though the clock was set back', () => {
    const ways = new WaysToLive()
    ways.observe({ id: '1', state: 'STARTING', stateSince: '2026-01-01T01:00:00.000Z' }, 'UDP')
    ways.observe({ id: '1', state: 'LIVE', stateSince: began }, 'UDP')
    expect([...ways.all()].map(({ seconds }) => seconds.read().sum)).toEqual([0])
  })
})
