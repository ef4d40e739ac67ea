import { describe, expect, it } from 'vitest'
import { causeOfDatagrams, kindOf } from '../../../src/domain/programs/datagrams.ts'
import type { DatagramKind } from '../../../src/domain/programs/datagrams.ts'
import { judgeStream, nalTypesOf } from '../../../src/domain/streamLook.ts'
import type { StreamSample } from '../../../src/domain/streamLook.ts'

function packets(count: number): Buffer {
  return Buffer.concat(Array.from({ length: count }, () => Buffer.from([0x47, ...Array.from({ length: 187 }, () => 0)])))
}

describe('a datagram', () => {
  const rtpOf = (first: number) => Buffer.from([first, 33, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  const rtp = rtpOf(0x80)
  const cases: [string, Buffer, DatagramKind][] = [
    ['seven packets', packets(7), 'MPEGTS'],
    ['one packet', packets(1), 'MPEGTS'],
    ['packets that do not begin where they should', packets(7).subarray(3), 'OTHER'],
    ['packets in RTP', Buffer.concat([rtp, packets(7)]), 'RTP_MPEGTS'],
    ['RTP', Buffer.concat([rtp, Buffer.alloc(500, 7)]), 'RTP'],
    ['an SRT caller', Buffer.concat([Buffer.from([0x80, 0, 0, 0]), Buffer.alloc(60)]), 'SRT'],
    ['packets with another in their midst', Buffer.concat([packets(1), Buffer.alloc(188)]), 'OTHER'],
    ['a part of a packet', packets(1).subarray(0, 187), 'OTHER'],
    ['packets in RTP with two more sources', Buffer.concat([rtpOf(0x82), Buffer.alloc(8), packets(1)]), 'RTP_MPEGTS'],
    ['RTP with two more sources', Buffer.concat([rtpOf(0x82), packets(1)]), 'RTP'],
    ['RTP that carries something', Buffer.concat([rtp, Buffer.alloc(1)]), 'RTP'],
    ['RTP that carries nothing', rtp, 'OTHER'],
    ['another version of RTP', Buffer.concat([rtpOf(0x40), packets(1)]), 'OTHER'],
    ['half an SRT caller', Buffer.concat([Buffer.from([0x80, 0, 0, 0]), Buffer.alloc(59)]), 'RTP'],
    ...[1, 2, 3].map((at): [string, Buffer, DatagramKind] => {
      const other = Buffer.concat([Buffer.from([0x80, 0, 0, 0]), Buffer.alloc(60)])
      other[at] = 1
      return [`what is no SRT by its byte ${at}`, other, 'RTP']
    }),
    ['what is no SRT by its first byte', Buffer.concat([Buffer.from([0x81, 0, 0, 0]), Buffer.alloc(60)]), 'RTP'],
    ['text', Buffer.from('hello'), 'OTHER'],
    ['nothing', Buffer.alloc(0), 'OTHER'],
  ]
  it.each(cases)('of %s is known', (_what, datagram, kind) => {
    expect(kindOf(datagram)).toBe(kind)
  })

  it('is told of in words', () => {
    const sample = { count: 9, largest: 1316, kinds: { RTP: 8, MPEGTS: 1 }, senders: ['192.0.2.9:4000'] }
    expect(causeOfDatagrams(sample, 5001)).toMatchObject({
      code: 'BAD_FEED',
      message: 'Packets arrive on UDP port 5001, but they are no MPEG-TS.',
      likelyCause: 'The sender uses RTP.',
      evidence: '9 datagrams of up to 1316 bytes from 192.0.2.9:4000',
    })
    const large = { ...sample, kinds: { MPEGTS: 9 }, largest: 1880 }
    expect(causeOfDatagrams(large, 5001)?.message).toContain('1880 bytes, where at most 1316')
    expect(causeOfDatagrams(large, 5001)?.advice).toEqual([expect.stringContaining('pkt_size=1316')])
    expect(causeOfDatagrams({ ...large, largest: 1316 }, 5001)).toBeNull()
    expect(causeOfDatagrams({ count: 0, largest: 0, kinds: {}, senders: [] }, 5001)).toBeNull()
  })

  it.each<[Partial<Record<DatagramKind, number>>, string]>([
    [{ MPEGTS: 1, RTP_MPEGTS: 2 }, 'wraps MPEG-TS into RTP'],
    [{ RTP_MPEGTS: 1, RTP: 2, MPEGTS: 1 }, 'uses RTP'],
    [{ SRT: 3 }, 'calls by SRT'],
    [{ OTHER: 3, RTP: 1 }, 'another format'],
    [{}, 'another format'],
  ])('is told of by what most of them are: %j', (kinds, likely) => {
    const senders = Array.from({ length: 6 }, (_, n) => `192.0.2.${n}:4000`)
    const cause = causeOfDatagrams({ count: 9, largest: 1880, kinds, senders }, 5001)
    expect(cause).toMatchObject({
      ...{ likelyCause: expect.stringContaining(likely), advice: [expect.any(String), expect.any(String)] },
      evidence: `9 datagrams of up to 1880 bytes from ${senders.slice(0, 4).join(', ')}`,
    })
  })
})

describe('a moment of a stream', () => {
  /** Frames of 40 ms from `mediaMs` of the sender's time on, which arrive as they should. */
  function sample(mediaMs: number, at: number, changes: Partial<StreamSample> = {}): StreamSample {
    const times = [0, 40, 80, 120].map((ms) => ({ rtpTime: (((mediaMs + ms) * 90) >>> 0) % 2 ** 32, at: at + ms }))
    return { codec: 'H264', clockRate: 90_000, times, nalTypes: [7, 8, 5, 1, 1], ...changes }
  }

  it('goes on, though the clocks of two machines differ and the network hesitates', () => {
    expect(judgeStream(null, sample(5000, 0))).toBe('SAME')
    expect(judgeStream(sample(5000, 0), sample(15_000, 10_000))).toBe('SAME')
    expect(judgeStream(sample(5000, 0), sample(16_200, 10_000))).toBe('SAME')
    expect(judgeStream(sample(0, 0), sample(3_601_500, 3_600_000))).toBe('SAME')
  })

  it('goes on when the counter of its time begins anew', () => {
    const justBefore = 2 ** 32 / 90 - 1000
    const after = { times: [{ rtpTime: 4000 * 90, at: 5000 }] }
    expect(judgeStream(sample(justBefore, 0), sample(0, 0, after))).toBe('SAME')
  })

  it('is of another sender when its time jumps', () => {
    expect(judgeStream(sample(60_000, 0), sample(1400, 2000))).toBe('RESTARTED')
    expect(judgeStream(sample(60_000, 0), sample(65_000, 2000))).toBe('RESTARTED')
  })

  it.each([
    [16_504, 'SAME'],
    [16_506, 'RESTARTED'],
    [13_496, 'SAME'],
    [13_494, 'RESTARTED'],
  ])('may come half a thousandth and a second and a half too early or too late, and no more: %d ms', (mediaMs, verdict) => {
    // The last frame before was at 5120 of 120: 9880 ms later 15,000 is due.
    expect(judgeStream(sample(5000, 0), sample(mediaMs, 10_000))).toBe(verdict)
  })

  it.each([
    [700, 0, 'SAME'],
    [701, 0, 'MIXED'],
    [-700, 0, 'SAME'],
    [-701, 0, 'MIXED'],
    [2700.9, 2000, 'SAME'],
    [2701.1, 2000, 'MIXED'],
  ])('has frames that hesitate less: %d ms of the stream within %d ms', (mediaMs, at, verdict) => {
    const times = [0, 10, 10 + mediaMs].map((ms, index) => ({
      rtpTime: (20_000 + ms) * 90,
      at: index < 2 ? index * 10 : 10 + at,
    }))
    expect(judgeStream(null, sample(0, 0, { times }))).toBe(verdict)
    expect(judgeStream(sample(19_880, -120), sample(0, 0, { times }))).toBe(verdict)
  })

  it('is held against the last frame before, whichever came early', () => {
    const times = [0, 690, 80].map((ms, index) => ({ rtpTime: (5000 + ms) * 90, at: index * 40 }))
    expect(judgeStream(sample(0, 0, { times }), sample(13_496, 10_000))).toBe('SAME')
    expect(judgeStream(sample(0, 0, { times }), sample(13_494, 10_000))).toBe('RESTARTED')
  })

  it('goes on when frames change places where the counter begins anew', () => {
    const times = [2 ** 32 - 900, 900, 2 ** 32 - 450].map((rtpTime, index) => ({ rtpTime, at: index }))
    expect(judgeStream(null, sample(0, 0, { times }))).toBe('SAME')
  })

  it('is of several senders when its time jumps to and fro', () => {
    const times = [0, 40, 80, 120].map((ms, index) => ({ rtpTime: (index % 2 === 0 ? 5000 + ms : 90_000 + ms) * 90, at: ms }))
    expect(judgeStream(null, sample(0, 0, { times }))).toBe('MIXED')
  })

  it('is of another codec when none of its units is a picture', () => {
    expect(judgeStream(null, sample(0, 0, { nalTypes: [6, 2, 2, 0, 10] }))).toBe('OTHER_CODEC')
    expect(judgeStream(null, sample(0, 0, { codec: 'H265', nalTypes: [50, 51] }))).toBe('OTHER_CODEC')
    expect(judgeStream(null, sample(0, 0, { codec: 'H265', nalTypes: [32, 33, 34, 19] }))).toBe('SAME')
    expect(judgeStream(null, sample(0, 0, { codec: 'MPEG4-GENERIC', nalTypes: [] }))).toBe('SAME')
    expect(judgeStream(null, sample(0, 0, { nalTypes: [] }))).toBe('SAME')
    expect(judgeStream(null, sample(0, 0, { codec: 'AV1', nalTypes: [99] }))).toBe('SAME')
  })

  it.each([
    ['H264', [1, 5]],
    ['H265', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 18, 19, 20, 21]],
  ])('of %s has pictures in these kinds of units alone', (codec, kinds) => {
    const all = Array.from({ length: 32 }, (_, type) => type)
    expect(all.filter((type) => judgeStream(null, sample(0, 0, { codec, nalTypes: [type] })) === 'SAME')).toEqual(kinds)
  })

  it('has the kinds of its units in RTP', () => {
    expect(nalTypesOf('H264', Uint8Array.from([0x65, 1, 2]))).toEqual([5])
    expect(nalTypesOf('H264', Uint8Array.from([28, 0x85, 0]))).toEqual([5])
    expect(nalTypesOf('H264', Uint8Array.from([24, 0, 2, 0x67, 1, 0, 2, 0x68, 1]))).toEqual([7, 8])
    expect(nalTypesOf('H265', Uint8Array.from([0x26, 1, 0]))).toEqual([19])
    expect(nalTypesOf('H265', Uint8Array.from([98, 1, 0x93]))).toEqual([19])
    expect(nalTypesOf('H265', Uint8Array.from([96, 1, 0, 2, 0x40, 1, 0, 2, 0x42, 1]))).toEqual([32, 33])
    expect(nalTypesOf('AC3', Uint8Array.from([1]))).toEqual([])
    expect(nalTypesOf('H264', Uint8Array.from([]))).toEqual([0])
  })

  it('has the kinds of units that are packed together, however long they are, and of one that was cut off', () => {
    const long = Array.from({ length: 257 }, () => 0xff)
    expect(nalTypesOf('H264', Uint8Array.from([24, 1, 2, 0x65, ...long, 0, 1, 0x68]))).toEqual([5, 8])
    expect(nalTypesOf('H265', Uint8Array.from([96, 1, 1, 2, 0x26, ...long, 0, 1, 0x42]))).toEqual([19, 33])
    expect(nalTypesOf('H264', Uint8Array.from([24, 0, 9, 0x67, 1]))).toEqual([7])
    for (const cut of [[24], [24, 0], [24, 0, 1]]) expect(nalTypesOf('H264', Uint8Array.from(cut)), cut.join()).toEqual([])
  })
})
