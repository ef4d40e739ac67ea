import { describe, expect, it } from 'vitest'
import { condensed, since } from '../../../src/domain/stateHistory.ts'
import type { StateSpan } from '../../../src/domain/stateHistory.ts'

const span = (state: StateSpan['state'], from: number, to: number | null, failureCode: StateSpan['failureCode'] = null) => ({
  ...{ state, from, to, failureCode },
})

describe('spans of states', () => {
  it('are cut to the time that was asked for; what lasts goes on', () => {
    const spans = [span('WAITING', 0, 10), span('LIVE', 10, 20), span('LOST', 20, null, 'INPUT_LOST')]
    expect(since(spans, 10)).toEqual([spans[1], spans[2]])
    expect(since(spans, 15)).toEqual([span('LIVE', 15, 20), spans[2]])
    expect(since(spans, 25)).toEqual([span('LOST', 25, null, 'INPUT_LOST')])
  })

  it('stay as they are while they are few', () => {
    const spans = [span('LIVE', 0, 5), span('FAILED', 5, 6)]
    expect(condensed(spans, 2)).toEqual(spans)
  })

  it('are put together where they are shortest, and told as the worse', () => {
    const spans = [
      ...[span('LIVE', 0, 60_000), span('RECONNECTING', 60_000, 60_400, 'REFUSED'), span('LIVE', 60_400, 60_700)],
      ...[span('FAILED', 60_700, 600_000, 'TLS'), span('LIVE', 600_000, null)],
    ]
    const joined = span('RECONNECTING', 60_000, 60_700, 'REFUSED')
    expect(condensed(spans, 4)).toEqual([spans[0], joined, spans[3], spans[4]])
  })

  it('are put together no more than is needed, those first that last least', () => {
    const spans = [
      span('LIVE', 0, 700),
      span('LOST', 700, 1500, 'INPUT_LOST'),
      span('LIVE', 1500, 2000),
      span('FAILED', 2000, 2500, 'TLS'),
    ]
    // The last two last a second in all, the first two longer.
    expect(condensed(spans, 3)).toEqual([spans[0], spans[1], span('FAILED', 1500, 2500, 'TLS')])
    expect(condensed(spans, 2)).toEqual([span('LOST', 0, 1500, 'INPUT_LOST'), span('FAILED', 1500, 2500, 'TLS')])
    expect(condensed(spans, 1)).toEqual([span('FAILED', 0, 2500, 'TLS')])
    expect(condensed(spans, 4)).toEqual(spans)
    const short = [0, 100, 200, 300].map((from) => span(from % 200 ? 'DEGRADED' : 'LIVE', from, from + 100))
    expect(condensed(short, 3)).toEqual([span('DEGRADED', 0, 200), short[2], short[3]])
  })

  it('keep the first reason of two that are as bad', () => {
    expect(condensed([span('FAILED', 0, 100, 'TLS'), span('FAILED', 100, 200, 'REFUSED')], 1)).toEqual([
      span('FAILED', 0, 200, 'TLS'),
    ])
    expect(condensed([span('FAILED', 0, 100, 'TLS'), span('LIVE', 100, 200)], 1)).toEqual([span('FAILED', 0, 200, 'TLS')])
    expect(condensed([], 0)).toEqual([])
  })

  it('are never put together over a time that nobody observed, nor what lasts', () => {
    const spans = [span('LIVE', 0, 100), span('LIVE', 200, 300), span('FAILED', 300, null)]
    expect(condensed(spans, 1)).toEqual(spans)
  })

  it('of what never rests are few, without a hole', () => {
    const many = Array.from({ length: 5000 }, (_, i) => span(i % 2 ? 'LIVE' : 'RECONNECTING', i * 3000, (i + 1) * 3000))
    const few = condensed([...many, span('LIVE', 15_000_000, null)], 96)
    expect(few.length).toBeLessThanOrEqual(96)
    expect(few[0]!.from).toBe(0)
    for (const [index, { to }] of few.slice(0, -1).entries()) expect(few[index + 1]!.from).toBe(to)
    expect(few.at(-1)).toEqual(span('LIVE', 15_000_000, null))
  })
})
