import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Bell } from '../../../src/worker/bell.ts'
import { watchApi } from '../../../src/worker/mediamtx/apiWatch.ts'
import { MediamtxClient } from '../../../src/worker/mediamtx/client.ts'
import type { Request } from '../../../src/worker/mediamtx/request.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

let clock: VirtualClock
let life: AbortController
let bell: Bell
let events: string[]
/** What the server does with a question. */
let mood: 'answers' | 'refuses' | 'frozen'

beforeEach(() => {
  clock = new VirtualClock()
  life = new AbortController()
  bell = new Bell()
  events = []
  mood = 'answers'
})

afterEach(async () => {
  life.abort()
  bell.ring()
  await clock.advance(1000)
})

const request: Request = async (url) => {
  if (mood === 'refuses') throw new TypeError('no connection')
  // As the real time limit would end it.
  if (mood === 'frozen') await clock.sleep(2000).then(() => Promise.reject(new DOMException('too late', 'TimeoutError')))
  return Response.json(url.endsWith('/v3/info') ? { version: 'v1.20.1' } : { pageCount: 1, items: [] })
}

function watch(): void {
  const client = new MediamtxClient({ url: 'http://127.0.0.1:1', user: 'u', password: 'p', clock, request })
  void watchApi(client, clock, bell, life.signal, {
    onConnected: (version) => events.push(`connected ${version}`),
    onPaths: () => events.push('paths'),
    onSilent: () => events.push('silent'),
    onFrozen: () => events.push(`frozen ${clock.now()}`),
  })
}

describe('the watch over MediaMTX', () => {
  it('asks at once, then every 400 ms, and when the bell rings', async () => {
    watch()
    await clock.advance(1000)
    expect(events).toEqual(['connected 1.20.1', 'paths', 'paths', 'paths'])
    bell.ring()
    await clock.advance(0)
    expect(events).toHaveLength(5)
  })

  it('tells once that there is no answer, and when it is back', async () => {
    watch()
    await clock.advance(0)
    mood = 'refuses'
    await clock.advance(1000)
    mood = 'answers'
    await clock.advance(100)
    expect(events).toEqual(['connected 1.20.1', 'paths', 'silent', 'connected 1.20.1', 'paths'])
  })

  it('takes one that stays silent for 3 s for frozen', async () => {
    watch()
    await clock.advance(400)
    mood = 'frozen'
    await clock.advance(3700)
    expect(events.filter((event) => event.startsWith('frozen'))).toHaveLength(1)
  })

  it('ends nothing for one late answer', async () => {
    watch()
    await clock.advance(400)
    mood = 'frozen'
    await clock.advance(500)
    mood = 'answers'
    await clock.advance(3000)
    expect(events.filter((event) => event !== 'paths')).toEqual(['connected 1.20.1'])
    expect(events.length).toBeGreaterThan(4)
  })

  it('gives one that has just been started more time', async () => {
    mood = 'refuses'
    watch()
    await clock.advance(9000)
    expect(events).toEqual([])
    await clock.advance(1500)
    expect(events).toHaveLength(1)
  })

  it('does not take its own sleep for that of MediaMTX', async () => {
    watch()
    await clock.advance(400)
    await clock.freeze(60_000)
    await clock.advance(2000)
    expect(events.some((event) => event.startsWith('frozen') || event === 'silent')).toBe(false)
  })
})
