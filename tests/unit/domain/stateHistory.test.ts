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
