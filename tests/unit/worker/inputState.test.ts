import { describe, expect, it } from 'vitest'
import type { InputState } from '../../../src/domain/states.ts'
import { look } from '../../../src/worker/mediamtx/inputState.ts'
import type { Watched } from '../../../src/worker/mediamtx/inputState.ts'
import { RateWindow } from '../../../src/worker/mediamtx/rateWindow.ts'

const live: Watched = { state: 'LIVE', bytes: 1000, silentMs: 0 }

function idle(state: InputState): Watched {
  return { state, bytes: 0, silentMs: 0 }
}

describe('the state of an input', () => {
  it('is LIVE when tracks are known and bytes grow', () => {
    expect(look(idle('WAITING'), { path: { available: false, inboundBytes: 500 }, elapsedMs: 400 }).state).toBe('WAITING')
    expect(look(idle('WAITING'), { path: { available: true, inboundBytes: 500 }, elapsedMs: 400 }).state).toBe('LIVE')
    expect(look({ ...idle('LOST'), bytes: null }, { path: { available: true, inboundBytes: 1 }, elapsedMs: 400 }).state).toBe(
      'LIVE',
    )
  })

  it('is not LIVE by the mere word of a path whose bytes stand', () => {
    const before: Watched = { state: 'UNKNOWN', bytes: 700, silentMs: 0 }
    expect(look(before, { path: { available: true, inboundBytes: 700 }, elapsedMs: 400 }).state).toBe('WAITING')
  })

  it('is LOST after two seconds without a byte, not sooner', () => {
    let seen: Watched = live
    const states: InputState[] = []
    for (let count = 0; count < 5; count += 1) {
      seen = look(seen, { path: { available: true, inboundBytes: 1000 }, elapsedMs: 401 })
      states.push(seen.state)
    }
    expect(states).toEqual(['LIVE', 'LIVE', 'LIVE', 'LIVE', 'LOST'])
  })

  it('forgets silence with the first byte', () => {
    const silent = { ...live, silentMs: 1800 }
    expect(look(silent, { path: { available: true, inboundBytes: 1001 }, elapsedMs: 400 })).toMatchObject({
      state: 'LIVE',
      silentMs: 0,
      grew: true,
    })
  })

  it('does not hold against the feed that nobody looked for a minute', () => {
    const seen = look(live, { path: { available: true, inboundBytes: 1000 }, elapsedMs: 60_000 })
    expect(seen.state).toBe('LIVE')
    expect(look(seen, { path: { available: true, inboundBytes: 1000 }, elapsedMs: 60_000 }).state).toBe('LOST')
  })

  it('is LOST at once when MediaMTX says so, WAITING when its path vanished', () => {
    expect(look(live, { path: { available: false, inboundBytes: 0 }, elapsedMs: 400 }).state).toBe('LOST')
    expect(look(live, { path: null, elapsedMs: 400 })).toEqual({ state: 'WAITING', bytes: null, silentMs: 0, grew: false })
  })

  it('takes a counter that went back for that of a new feed', () => {
    expect(look(live, { path: { available: true, inboundBytes: 10 }, elapsedMs: 400 })).toMatchObject({
      state: 'LIVE',
      grew: true,
    })
  })

  it.each(['LOST', 'FAILED'] as const)('stays %s until a feed is there', (state) => {
    expect(look(idle(state), { path: { available: false, inboundBytes: 0 }, elapsedMs: 400 }).state).toBe(state)
    expect(look(idle(state), { path: null, elapsedMs: 400 }).state).toBe(state)
    expect(look(idle(state), { path: { available: true, inboundBytes: 9 }, elapsedMs: 400 }).state).toBe('LIVE')
  })
})

describe('the rate of an input', () => {
  it('is that of the last two seconds', () => {
    const rate = new RateWindow()
    expect(rate.bitsPerSecond).toBe(0)
    rate.add(1000, 0)
    expect(rate.bitsPerSecond).toBe(0)
    for (let at = 400; at <= 4000; at += 400) rate.add(1000 + at * 100, at)
    expect(rate.bitsPerSecond).toBe(800_000)
    for (let at = 4400; at <= 6400; at += 400) rate.add(401_000, at)
    expect(rate.bitsPerSecond).toBe(0)
  })

  it('begins anew when the counter goes back', () => {
    const rate = new RateWindow()
    rate.add(5000, 0)
    rate.add(100, 400)
    expect(rate.bitsPerSecond).toBe(0)
    rate.add(200, 800)
    expect(rate.bitsPerSecond).toBe(2000)
  })
})
