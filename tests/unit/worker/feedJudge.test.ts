import { createSocket } from 'node:dgram'
import { describe, expect, it } from 'vitest'
import { FeedJudge } from '../../../src/worker/mediamtx/feedJudge.ts'
import { WatchedInput } from '../../../src/worker/mediamtx/watchedInput.ts'
import { freeUdpPort } from '../../support/ports.ts'
import { VirtualClock, settle } from '../../support/virtualClock.ts'

async function judged({ isHere = true } = {}) {
  const clock = new VirtualClock()
  const udpPort = await freeUdpPort()
  const input = new WatchedInput(
    {
      ...{ id: '1', name: 'A feed', udpPort, listenAddress: '127.0.0.1', desired: 'RUNNING' as const },
      ...{ multicastGroup: null, sourceAddress: null },
    },
    clock,
    () => {},
  )
  const anew: string[] = []
  const judge = new FeedJudge({
    clock,
    machine: { isHere, bufferBytes: undefined },
    // No look at the stream: nothing listens there.
    readUrl: () => 'rtsp://reader:x@127.0.0.1:9/in-1',
    takeUpAnew: (_input, why) => anew.push(why),
  })
  const report = { name: 'in-1', available: true, inboundBytes: 0, tracks2: [{ codec: 'H264' }] }
  const see = (available: boolean, growth: number) => {
    const now = { ...report, available, inboundBytes: (report.inboundBytes += growth) }
    input.see(now, clock.now())
    judge.see(input, now, clock.now())
  }
  input.become('WAITING', null)
  return { clock, input, judge, anew, see, udpPort }
}

describe('errors in a feed', () => {
  it('count when they are many, or come again', async () => {
    const { clock, input, judge, see } = await judged()
    see(true, 9)
    await clock.advance(2000)
    judge.hear(input, { kind: 'damaged', count: 1, last: 'x' }, 'x')
    expect(input.state).toBe('LIVE')
    await clock.advance(11_000)
    judge.hear(input, { kind: 'damaged', count: 1, last: 'x' }, 'x')
    expect(input.state).toBe('LIVE')
    await clock.advance(5000)
    judge.hear(input, { kind: 'damaged', count: 1, last: 'x' }, 'x')
    expect(input.fact()).toMatchObject({ state: 'DEGRADED', failure: { code: 'BAD_FEED', evidence: 'x' } })
  })

  it('of what came before the feed was found say nothing of it', async () => {
    const { clock, input, judge, see } = await judged()
    see(true, 9)
    await clock.advance(1000)
    judge.hear(input, { kind: 'damaged', count: 2000, last: 'x' }, 'x')
    expect(input.state).toBe('LIVE')
    await clock.advance(1000)
    judge.hear(input, { kind: 'damaged', count: 3, last: 'x' }, 'x')
    expect(input.state).toBe('DEGRADED')
  })

  it('that do not end let it be taken up anew, ever more seldom', async () => {
    const { clock, input, judge, anew, see } = await judged()
    const moments: number[] = []
    for (let second = 0; second < 120; second += 1) {
      see(true, 9)
      judge.hear(input, { kind: 'damaged', count: 9, last: 'x' }, 'x')
      if (anew.length > moments.length) moments.push(second)
      await clock.advance(1000)
    }
    expect(moments[0]).toBe(4)
    const pauses = moments.slice(1).map((moment, index) => moment - moments[index]!)
    expect(pauses.length).toBeGreaterThanOrEqual(3)
    expect(pauses.every((pause, index) => index === 0 || pause > pauses[index - 1]!)).toBe(true)
  })
})

describe('an input without a feed', () => {
  it('fails when tracks are known and nothing whole of them comes', async () => {
    const { clock, input, see } = await judged()
    see(true, 0)
    await clock.advance(2999)
    see(true, 0)
    expect(input.state).toBe('WAITING')
    await clock.advance(1)
    see(true, 0)
    expect(input.fact()).toMatchObject({ state: 'FAILED', failure: { code: 'BAD_FEED', count: 1 } })
    see(true, 9)
    expect(input.state).toBe('LIVE')
  })

  it('fails when MediaMTX finds nothing in it', async () => {
    const { input, judge } = await judged()
    judge.hear(input, { kind: 'unreadable' }, 'the line')
    expect(input.fact()).toMatchObject({ state: 'FAILED', failure: { evidence: 'the line' } })
  })

  it('tells what comes in its place, waits again when nothing does, and lets MediaMTX listen again at once', async () => {
    const { clock, input, judge, anew, udpPort } = await judged()
    const sender = createSocket('udp4')
    const heard = async (send: boolean) => {
      judge.hear(input, { kind: 'unheard' }, '')
      // The sockets are real ones: they need a turn or two of the event loop.
      for (let turn = 0; turn < 20; turn += 1) {
        if (send) sender.send(Buffer.alloc(100, 1), udpPort, '127.0.0.1')
        await settle()
      }
      await clock.advance(300)
      await settle()
    }
    await heard(true)
    expect(input.fact()).toMatchObject({ state: 'FAILED', failure: { code: 'BAD_FEED' } })
    expect(input.failure?.message).toContain('they are no MPEG-TS')
    await heard(false)
    expect(input.fact()).toMatchObject({ state: 'WAITING', failure: null })
    expect(anew).toEqual(['nobody listened for it'])
    sender.close()
  })

  it('of a MediaMTX elsewhere is listened for again at once, too', async () => {
    const { input, judge, anew } = await judged({ isHere: false })
    judge.hear(input, { kind: 'unheard' }, '')
    expect(anew).toHaveLength(1)
  })
})
