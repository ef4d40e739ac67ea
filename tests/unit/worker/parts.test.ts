import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Pace } from '../../../src/worker/outputs/pace.ts'
import { readLines } from '../../../src/worker/processes/lines.ts'
import { StallJudge } from '../../../src/worker/outputs/stall.ts'
import { VirtualClock, settle } from '../../support/virtualClock.ts'

describe('lines of a stream', () => {
  it('are whole over the borders of chunks, and never longer than is sane', async () => {
    const stream = new PassThrough()
    const lines: string[] = []
    readLines(stream, (line) => lines.push(line))
    stream.write('one\ntw')
    stream.write('o\r\n\nthree')
    stream.write('x'.repeat(100_000))
    stream.end()
    await settle()
    await settle()
    expect(lines.slice(0, 2)).toEqual(['one', 'two'])
    expect(lines).toHaveLength(3)
    expect(lines[2]!.length).toBeLessThanOrEqual(4096)
  })
})

describe('pace of starts', () => {
  it('gives ten turns a second in the order asked', async () => {
    const clock = new VirtualClock()
    const pace = new Pace(clock)
    const turns: [number, number][] = []
    const { signal } = new AbortController()
    for (let id = 0; id < 4; id++) void pace.turn(signal).then(() => turns.push([id, clock.now()]))
    await clock.advance(1000)
    expect(turns).toEqual([
      [0, 0],
      [1, 100],
      [2, 200],
      [3, 300],
    ])
  })

  it('gives the highest rank its turn first, equal ones in the order asked', async () => {
    const clock = new VirtualClock()
    const pace = new Pace(clock)
    const { signal } = new AbortController()
    const order: string[] = []
    const ranks = [
      ['first', 0],
      ['short', 5],
      ['long', 12],
      ['wished', Infinity],
      ['as long', 12],
    ] as const
    for (const [name, rank] of ranks) void pace.turn(signal, rank).then(() => order.push(name))
    await clock.advance(1000)
    expect(order).toEqual(['wished', 'long', 'as long', 'short', 'first'])
  })

  it('lets one leave the queue', async () => {
    const clock = new VirtualClock()
    const pace = new Pace(clock)
    const stays = new AbortController()
    const leaves = new AbortController()
    void pace.turn(stays.signal)
    const second = pace.turn(leaves.signal)
    const third = pace.turn(stays.signal)
    leaves.abort()
    await clock.advance(150)
    expect(await second).toBe(false)
    expect(await third).toBe(true)
  })

  it('gives no turn to one that is gone, and none is lost when all leave in the midst of a wait', async () => {
    const clock = new VirtualClock()
    const pace = new Pace(clock)
    const leaves = new AbortController()
    expect(await pace.turn(AbortSignal.abort())).toBe(false)
    const first = pace.turn(leaves.signal)
    await clock.advance(0)
    expect(await first).toBe(true)
    const second = pace.turn(leaves.signal)
    await clock.advance(50)
    leaves.abort()
    expect(await second).toBe(false)
    await clock.advance(1000)
    const later = pace.turn(new AbortController().signal)
    await clock.advance(0)
    expect(await later).toBe(true)
  })
})

describe('judge of stalls', () => {
  it('sees silence after 3 s and standing media time after 5 s', () => {
    const judge = new StallJudge(0)
    judge.block(400, 40)
    for (let now = 500; now <= 3000; now += 500) expect(judge.look({ now, inputGrewAt: now })).toBeNull()
    expect(judge.look({ now: 3500, inputGrewAt: 3500 })).toMatch(/no sign of progress for 3 s/)

    const standing = new StallJudge(0)
    for (let now = 500; now < 5500; now += 500) {
      standing.block(now, 40)
      expect(standing.look({ now, inputGrewAt: now })).toBeNull()
    }
    standing.block(5500, 40)
    expect(standing.look({ now: 5500, inputGrewAt: 5500 })).toMatch(/media time did not advance for 5 s/)
  })

  it('starts to count anew after it was late itself', () => {
    const judge = new StallJudge(0)
    judge.block(0, 40)
    expect(judge.look({ now: 30_000, inputGrewAt: 30_000 })).toBeNull()
    expect(judge.look({ now: 30_500, inputGrewAt: 30_500 })).toBeNull()
  })
})
