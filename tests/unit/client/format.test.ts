import { describe, expect, it } from 'vitest'
import { senderUrl, testCommand } from '../../../client/inputs/testCommand.ts'
import { signalWords } from '../../../client/input/signal.ts'
import {
  bytes,
  count,
  elapsed,
  endsInWords,
  lengthWords,
  megabits,
  span,
  timeAndDay,
  timeOfDayUtc,
} from '../../../client/parts/format.ts'

describe('figures for people', () => {
  it('counts elapsed time in hours, minutes and seconds, never below zero', () => {
    expect(elapsed(0, 4 * 3_600_000 + 13 * 60_000 + 9_999)).toBe('4:13:09')
    expect(elapsed(5000, 0)).toBe('0:00:00')
  })

  it('counts down to zero and rounds a second that has begun up', () => {
    expect(span(0, 41_200)).toBe('0:42')
    expect(span(0, 600_000)).toBe('10:00')
    expect(span(10, 0)).toBe('0:00')
  })

  it('writes rates in Mb/s and counts with their noun', () => {
    expect(megabits(8_020_000)).toBe('8.02')
    expect([count(1, 'output'), count(2, 'output')]).toEqual(['1 output', '2 outputs'])
  })

  it('says how long, and how much in the largest unit that fits', () => {
    expect([-1, 20_999, 240_000, 3_600_000, 22 * 3_600_000 + 19 * 60_000, 148 * 3_600_000].map(lengthWords)).toEqual([
      ...['0 s', '20 s', '4 min', '1 h', '22 h 19 min', '6 d 4 h'],
    ])
    expect([0, 900, 38_400_000, 1_234_000_000, 150e9].map(bytes)).toEqual(['0 B', '900 B', '38 MB', '1.2 GB', '150 GB'])
  })

  it('says when something ends, without a figure for each second', () => {
    expect([-1, 60_000, 60_001, 470_000, 86_400_000].map(endsInWords)).toEqual([
      ...['ends within a minute', 'ends within a minute', 'ends in 2 min', 'ends in 8 min', 'ends in 1 d'],
    ])
  })

  it('names the day of a moment unless it is today', () => {
    const noon = new Date(2026, 2, 4, 12, 5, 6)
    expect(timeAndDay(noon.toISOString(), new Date(2026, 2, 4, 23).getTime())).toBe('12:05:06')
    expect(timeAndDay(noon.toISOString(), new Date(2026, 2, 5, 1).getTime())).toBe('4 Mar 12:05:06')
    expect(timeOfDayUtc(Date.UTC(2026, 2, 4, 1, 2, 3))).toBe('01:02:03')
  })

  it('names a signal by codec and size, or rate', () => {
    expect(
      signalWords([
        { kind: 'video', codec: 'H264', width: 1280, height: 720 },
        { kind: 'audio', codec: 'MPEG-4 Audio', sampleRate: 44_100 },
        { kind: 'data', codec: 'KLV' },
      ]),
    ).toBe('H.264 1280×720, AAC 44.1 kHz, KLV')
  })

  it('gives senders whole transport packets in a datagram', () => {
    expect(senderUrl('udp://192.0.2.4:5001')).toBe('udp://192.0.2.4:5001?pkt_size=1316')
    expect(senderUrl('udp://192.0.2.4:5001?a=b')).toBe('udp://192.0.2.4:5001?a=b&pkt_size=1316')
    expect(testCommand('udp://192.0.2.4:5001')).toContain('-f mpegts "udp://192.0.2.4:5001?pkt_size=1316"')
  })
})
