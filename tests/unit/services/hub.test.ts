import { describe, expect, it } from 'vitest'
import { Hub } from '../../../src/services/memory/hub.ts'
import { nextOf } from '../../support/services.ts'

describe('Hub', () => {
  it('listens from the call on, and tells each reader everything', async () => {
    const hub = new Hub<number>(10)
    const [one, other] = [hub.follow(), hub.follow({ accepts: (n) => n % 2 === 0 })]
    for (const n of [1, 2, 3, 4]) hub.publish(n)
    expect([await nextOf(one), await nextOf(one)]).toEqual([1, 2])
    expect([await nextOf(other), await nextOf(other)]).toEqual([2, 4])
    const waiting = nextOf(other)
    hub.publish(6)
    expect(await waiting).toBe(6)
  })

  it('gives a snapshot first, then what happened after it', async () => {
    const hub = new Hub<string>(10)
    let state = 'a'
    const reader = hub.follow({ snapshot: () => `snapshot ${state}` })
    state = 'b'
    hub.publish('b')
    expect(await nextOf(reader)).toBe('snapshot b')
    hub.publish('c')
    expect(await nextOf(reader)).toBe('c')
  })

  it('gives a fresh snapshot in place of what a slow reader lost', async () => {
    const hub = new Hub<string>(3)
    let state = 0
    const reader = hub.follow({ snapshot: () => `snapshot ${state}` })
    await nextOf(reader)
    for (state = 1; state <= 100_000; state++) hub.publish(`event ${state}`)
    expect(await nextOf(reader)).toBe(`snapshot ${state}`)
    hub.publish('after')
    expect(await nextOf(reader)).toBe('after')
  })

  it('loses the oldest and counts them where there is no snapshot', async () => {
    const hub = new Hub<{ n: number; lost: number }>(3)
    const reader = hub.follow({ afterLoss: (event, lost) => ({ ...event, lost }) })
    for (let n = 1; n <= 10; n++) hub.publish({ n, lost: 0 })
    expect(await nextOf(reader)).toEqual({ n: 8, lost: 7 })
    expect(await nextOf(reader)).toEqual({ n: 9, lost: 0 })
    expect(hub.dropped).toBe(7)
  })

  it('holds no more than its replay or its limit for a reader that stands still', async () => {
    const hub = new Hub<number>(2)
    const reader = hub.follow({ first: [-4, -3, -2, -1] })
    for (let n = 0; n < 1000; n++) hub.publish(n)
    const got: number[] = []
    for (let n = 0; n < 4; n++) got.push(await nextOf(reader))
    expect(got).toEqual([996, 997, 998, 999])
  })

  it('ends when the reader returns, and forgets it', async () => {
    const hub = new Hub<number>(10)
    let ends = 0
    const reader = hub.follow({ onEnd: () => ends++ })
    const waiting = reader.next()
    await reader.return?.()
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(await reader.next()).toEqual({ done: true, value: undefined })
    await reader.return?.()
    expect([hub.readers, ends]).toEqual([0, 1])
  })

  it('ends every reader on close', async () => {
    const hub = new Hub<number>(10)
    const waiting = [hub.follow().next(), hub.follow().next()]
    hub.follow()
    hub.close()
    expect((await Promise.all(waiting)).map(({ done }) => done)).toEqual([true, true])
    expect((await hub.follow().next()).done).toBe(true)
    expect(hub.readers).toBe(0)
  })
})
