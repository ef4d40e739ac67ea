import { describe, expect, it } from 'vitest'
import type { Track } from '../../../src/domain/input.ts'
import { rulesOf } from '../../../src/domain/protocols/index.ts'
import { sendsAll } from '../../../src/domain/protocols/carriage.ts'
import type { Protocol } from '../../../src/domain/output.ts'

const kindOf = (codec: string) => (codec === 'KLV' ? 'data' : /^(?:H26|AV1|VP9)|Video$/.test(codec) ? 'video' : 'audio')
const tracks = (...codecs: string[]): Track[] =>
  codecs.map((codec) => ({
    ...{ codec, kind: kindOf(codec), profile: null },
    ...{ width: null, height: null, sampleRate: null, channels: null },
  }))

describe('what a protocol has no place for', () => {
  it.each<[Protocol, string[], string | null, string | null]>([
    ['RTMP', ['H264', 'MPEG-4 Audio'], '5.1.9', null],
    ['RTMP', ['H264', 'AC3'], '7.0', 'RTMP cannot carry AC3'],
    ['RTMP', ['H264', 'Opus'], '7.0', 'RTMP cannot carry Opus'],
    ['RTMP', ['H264', 'LPCM'], null, 'RTMP cannot carry LPCM'],
    ['RTMP', ['MPEG-1/2 Video', 'MPEG-4 Audio'], '7.0', 'RTMP cannot carry MPEG-1/2 Video'],
    ['RTMP', ['MPEG-4 Video'], '7.0', 'RTMP cannot carry MPEG-4 Video'],
    // It sends the first of each kind alone.
    ['RTMP', ['H264', 'MPEG-4 Audio', 'AC3'], '5.1', null],
    ['RTMP', ['H265'], '5.1.9-0+deb12u1', 'RTMP cannot carry H265'],
    ['RTMP', ['AV1'], '6.0.1', 'RTMP cannot carry AV1'],
    ['RTMP', ['VP9'], 'n4.4', 'RTMP cannot carry VP9'],
    ['RTMP', ['H265'], '6.1', null],
    ['RTMP', ['H265'], 'n7.0-7-gd38bf5e08e', null],
    ['RTMP', ['H265'], '10.0', null],
    ['RTMP', ['H265'], 'N-109468-gd39b34123d', null],
    ['RTMP', ['H265'], 'N-5.1-custom', null],
    ['RTMP', ['H265'], null, null],
    ['RTMP', ['KLV', 'MPEG-4 Video', 'AC3'], null, 'RTMP cannot carry MPEG-4 Video'],
    ['RTSP', ['H264', 'MPEG-4 Audio', 'AC3'], '7.0', 'RTSP cannot carry AC3'],
    ['RTSP', ['H265', 'Opus'], '5.1', null],
    ['SRT_CALLER', ['AC3', 'H265'], '5.1', null],
    ['SRT_LISTENER', ['AC3', 'H265'], '5.1', null],
    ['UDP', ['AC3', 'H265'], '5.1', null],
  ])('%s, of %j with FFmpeg %s: %s', (protocol, codecs, version, message) => {
    const cause = rulesOf(protocol).cannotCarry(tracks(...codecs), version)
    expect(cause?.message ?? null).toBe(message)
    if (cause === null) return
    expect(cause).toMatchObject({ code: 'CODEC_NOT_CARRIED', evidence: message?.split('carry ')[1] })
    expect(cause.advice.length).toBeGreaterThan(0)
  })

  it.each<[Protocol, string[], boolean]>([
    ['RTMP', ['H264', 'AC3'], true],
    ['RTMP', ['H264', 'AC3', 'AC3'], false],
    ['RTMP', ['H264', 'H264'], false],
    ['UDP', ['H264', 'H264', 'AC3', 'AC3'], true],
    ['UDP', ['H264', 'KLV'], false],
    ['RTMP', ['KLV'], false],
    ['RTMP', [], true],
  ])('%s sends all of %j: %s', (protocol, codecs, isAll) => {
    expect(sendsAll(protocol, tracks(...codecs))).toBe(isAll)
  })
})
