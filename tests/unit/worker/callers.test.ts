import { describe, expect, it } from 'vitest'
import { isWaitingTalk, parseCallerLine, parseListenerLine } from '../../../src/domain/programs/callerLog.ts'
import { PathNames } from '../../../src/domain/pathNames.ts'
import { Callers } from '../../../src/worker/mediamtx/callers.ts'
import { CallerTalk } from '../../../src/worker/mediamtx/callerTalk.ts'
import type { SrtConnection } from '../../../src/worker/mediamtx/client.ts'
import { OneCaller } from '../../../src/worker/outputs/oneCaller.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

function connection(id: string, bytesSent: number, changes: Partial<SrtConnection> = {}): SrtConnection {
  const counts = { packetsReceivedACK: bytesSent / 1000, packetsSendLoss: 0, packetsSendDrop: 0 }
  return { id, state: 'read', path: 'out-1', bytesSent, ...counts, ...changes }
}

describe('callers of one output', () => {
  it('are counted, and what they got stays when they leave', async () => {
    const clock = new VirtualClock()
    const callers = new Callers(clock)
    callers.see([connection('a', 1000), connection('b', 2000)], 0)
    callers.see([connection('b', 5000)], 1000)
    expect([callers.count, callers.bytesSent]).toEqual([1, 6000])
    callers.clear()
    callers.see([connection('c', 500)], 2000)
    expect([callers.count, callers.bytesSent]).toEqual([1, 6500])
  })

  it('receive as long as they say so', async () => {
    const clock = new VirtualClock()
    const callers = new Callers(clock)
    callers.see([connection('a', 0)], 0)
    expect(callers.isAcknowledged).toBe(false)
    callers.see([connection('a', 1000)], 0)
    expect(callers.isAcknowledged).toBe(true)
    await clock.advance(2000)
    callers.see([connection('a', 9000, { packetsReceivedACK: 1 })], clock.now())
    expect(callers.isAcknowledged).toBe(true)
    await clock.advance(1000)
    expect([callers.isAcknowledged, callers.count]).toEqual([false, 1])
  })

  it('have their losses told, not too often', async () => {
    const clock = new VirtualClock()
    const callers = new Callers(clock)
    expect(callers.tellLoss()).toBeNull()
    callers.see([connection('a', 1000, { packetsSendLoss: 3 })], 0)
    expect(callers.tellLoss()).toBe('Packets lost on the way to callers: 3, all sent again')
    callers.see([connection('a', 2000, { packetsSendLoss: 5, packetsSendDrop: 1 })], 0)
    expect(callers.tellLoss()).toBeNull()
    await clock.advance(10_000)
    expect(callers.tellLoss()).toBe('Packets lost on the way to callers: 2, 1 of them too late to be sent again')
  })
})

describe('what MediaMTX says of callers', () => {
  const open = [
    { outputId: '1', hasPassphrase: false },
    { outputId: '2', hasPassphrase: true },
    { outputId: '3', hasPassphrase: true },
  ]

  function talk() {
    const told: string[] = []
    const clock = new VirtualClock()
    const callerTalk = new CallerTalk(clock, new PathNames(), (outputId, level, text) =>
      told.push(`${outputId} ${level} ${text}`),
    )
    return { clock, told, hear: callerTalk.hear.bind(callerTalk) }
  }

  it('is told to the output that they read', () => {
    const { told, hear } = talk()
    hear(null, "[SRT] [conn 192.0.2.9:5] is reading from path 'out-1', 2 tracks (H264, MPEG-4 Audio)", open)
    hear(null, "[SRT] [conn [2001:db8::1]:6] is reading from path 'out-2', 1 track (H264)", open)
    hear(null, "[SRT] [conn 192.0.2.9:7] is reading from path 'in-2', 1 track (H264)", open)
    hear(null, '[SRT] [conn 192.0.2.9:5] closed: EOF', open)
    hear(null, '[SRT] [conn [2001:db8::1]:6] closed: connection timed out', open)
    expect(told).toEqual([
      '1 INFO Caller 192.0.2.9:5 receives',
      '2 INFO Caller [2001:db8::1]:6 receives',
      '1 INFO Caller 192.0.2.9:5 left',
      '2 WARNING Caller [2001:db8::1]:6 was lost: connection timed out',
    ])
  })

  it('is told to the only output that a refused caller can have meant', async () => {
    const { told, hear, clock } = talk()
    hear(null, '[SRT] [conn 192.0.2.9:5] closed: failed to authenticate: authentication failed', open)
    hear(null, '[SRT] [conn 192.0.2.9:5] closed: invalid passphrase', open)
    expect(told).toEqual([])
    hear(null, '[SRT] [conn 192.0.2.9:5] closed: failed to authenticate: authentication failed', open.slice(0, 1))
    hear(null, '[SRT] [conn 192.0.2.9:5] closed: passphrase not provided by client', open.slice(0, 2))
    hear('out-3', '[RTSP source] started on demand', open)
    hear(null, '[SRT] [conn 192.0.2.9:5] closed: invalid passphrase', open)
    await clock.advance(5000)
    hear(null, '[SRT] [conn 192.0.2.9:5] closed: invalid passphrase', open)
    expect(told).toEqual([
      '1 WARNING Caller 192.0.2.9:5 was refused: its stream id is not the one of the caller URL',
      '2 WARNING Caller 192.0.2.9:5 was refused: it gave no passphrase, and this output has one',
      '3 WARNING Caller 192.0.2.9:5 was refused: its passphrase is not the one of this output',
    ])
  })

  it('is nothing where it is about something else', () => {
    for (const line of [
      '[SRT] [conn 192.0.2.9:5] opened',
      '[SRT] started with listener on 0.0.0.0:8890 (UDP/SRT)',
      '[RTSP] [conn 1.2.3.4:5] closed: EOF',
    ])
      expect(parseCallerLine(line)).toBeNull()
  })
})

/** Lines of FFmpeg 5.1 and 7.0, addresses of memory left out as everywhere. */
const joins = '[srt] accept streamid [], length 0'
const leaves = '[fifo] Recovery attempt #1'
const busy = '[fifo] Error opening srt://0.0.0.0:8900?mode=listener: Address already in use'
const rejects = '16:40:10.611715/SRT:RcvQ:w1!W:SRT.cn: processConnectRequest: rsp(REJECT): 1010 - Incorrect passphrase'

describe('the one caller of an FFmpeg that listens', () => {
  function one() {
    const clock = new VirtualClock()
    const log: string[] = []
    let changes = 0
    const caller = new OneCaller(
      clock,
      (_, text) => log.push(text),
      () => (changes += 1),
    )
    return { clock, log, caller, changes: () => changes }
  }

  it('comes, gets what is made meanwhile, and leaves', async () => {
    const { clock, log, caller, changes } = one()
    caller.progress(5000)
    expect([caller.count, caller.sentBytes, caller.hasLastedMs]).toEqual([0, 0, null])
    caller.hear(joins)
    await clock.advance(1500)
    caller.progress(6000)
    expect([caller.count, caller.sentBytes, caller.hasLastedMs]).toEqual([1, 1000, 1500])
    caller.hear(leaves)
    caller.hear('[fifo] Recovery attempt #12')
    caller.hear('[fifo] Recovery attempt #11')
    caller.progress(9000)
    expect([caller.count, caller.sentBytes]).toEqual([0, 1000])
    expect(changes()).toBe(2)
    expect(log).toHaveLength(2)
  })

  it('cannot come while the port is held, but a moment between two callers is no fault', async () => {
    const { clock, caller } = one()
    caller.hear(busy)
    expect(caller.canListen).toBeNull()
    await clock.advance(800)
    expect(caller.canListen).toBe(true)
    for (let tenth = 0; tenth <= 10; tenth += 1) {
      caller.hear(busy)
      await clock.advance(100)
    }
    expect(caller.canListen).toBe(false)
  })

  it('is told to the log when it is refused', () => {
    const { log, caller } = one()
    caller.hear(rejects)
    caller.hear(rejects.replace('1010 - Incorrect passphrase', '1011 - Password required or unexpected'))
    expect(log).toEqual([
      'A caller was refused: its passphrase is not the one of this output',
      'A caller was refused: only one of the two sides has a passphrase',
    ])
  })

  it('is no matter of other lines', () => {
    expect(parseListenerLine('[fifo] Recovery successful')).toBeNull()
    expect(isWaitingTalk('[fifo] FIFO queue full')).toBe(true)
    expect(isWaitingTalk(busy)).toBe(false)
  })

  it('is told in no time, however hostile a line is', () => {
    const began = performance.now()
    for (let line = 0; line < 100; line++) expect(parseListenerLine('rsp(REJECT) '.repeat(340))).toBeNull()
    expect(performance.now() - began).toBeLessThan(1000)
    expect(parseListenerLine('x rsp(REJECT) y Incorrect passphrase')).toEqual({ kind: 'refused', refusal: 'PASSPHRASE' })
    expect(parseListenerLine('Incorrect passphrase rsp(REJECT)')).toBeNull()
  })
})
