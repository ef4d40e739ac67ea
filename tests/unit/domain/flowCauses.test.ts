import { describe, expect, it } from 'vitest'
import { notTaking, tooSlow } from '../../../src/domain/causes/flow.ts'
import type { Slowness } from '../../../src/domain/causes/flow.ts'

describe('words of an output that is too slow', () => {
  const slowness: Slowness = {
    carried: { outputBps: 2_130_000, inputBps: 8_190_000 },
    ...{ behindMs: 3440, queuedBytes: 412_000, unreadBytes: 900_000 },
  }

  it('have the numbers', () => {
    expect(tooSlow(slowness)).toMatchObject({
      code: 'TOO_SLOW',
      message: 'This output carries 2.1 of 8.2 Mb/s (26 %) and is 3.4 s behind its input',
      evidence: '412 kB wait in the connection to the destination, 900 kB of the input wait to be read',
    })
    expect(tooSlow({ ...slowness, carried: null }).message).toBe('This output is 3.4 s behind its input')
    expect(tooSlow({ ...slowness, behindMs: 300 }).message).toBe('This output carries 2.1 of 8.2 Mb/s (26 %)')
    expect(tooSlow({ ...slowness, carried: { outputBps: 40_000, inputBps: 128_000 }, behindMs: 0 }).message).toBe(
      'This output carries 0.04 of 0.13 Mb/s (31 %)',
    )
    expect(tooSlow({ ...slowness, carried: null, behindMs: 0 }).message).toBe('This output does not keep up with its input')
  })

  it('change with the size of the numbers', () => {
    const about = (inputBps: number, behindMs: number) =>
      tooSlow({ ...slowness, carried: { outputBps: 500_000, inputBps }, behindMs }).message
    expect(about(999_999, 999)).toBe('This output carries 0.50 of 1.00 Mb/s (50 %)')
    expect(about(1_000_000, 1000)).toBe('This output carries 0.5 of 1.0 Mb/s (50 %) and is 1.0 s behind its input')
    expect(tooSlow({ ...slowness, queuedBytes: 1, unreadBytes: 0 }).evidence).toBe(
      '1 kB wait in the connection to the destination',
    )
  })

  it.each([
    [0, 900_000, 'too busy'],
    [16_383, 1, 'too busy'],
    [16_384, 1, 'destination'],
    [0, 0, 'destination'],
    [0, null, 'destination'],
    [null, 900_000, 'destination'],
    [null, null, 'destination'],
  ])('tell a busy machine from a slow destination: %j and %j bytes wait', (queuedBytes, unreadBytes, words) => {
    const cause = tooSlow({ ...slowness, queuedBytes, unreadBytes })
    expect(cause.likelyCause).toContain(words)
    expect(cause.advice.length).toBeGreaterThan(1)
    if (!queuedBytes && !unreadBytes) expect(cause.evidence).toBeNull()
  })

  it('say of a destination that takes nothing since when, and what waits', () => {
    const cause = notTaking(12_400, 412_000, { protocol: 'UDP', url: 'srt://live.example.com:9000' })
    expect(cause).toMatchObject({
      ...{ code: 'STALLED', evidence: null },
      message: 'live.example.com stopped taking data 12 s ago; 412 kB wait in the connection',
    })
    expect(cause.advice).toHaveLength(2)
    expect(notTaking(1000, 0, null).message).toMatch(/^The destination stopped taking data 1 s ago; 1 kB wait/)
  })
})
