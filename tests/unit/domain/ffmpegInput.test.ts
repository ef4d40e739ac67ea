import { expect, it } from 'vitest'
import { ffmpegInput } from '../../../src/domain/ffmpegInput.ts'
import type { Track } from '../../../src/domain/input.ts'

const readUrl = 'rtsp://127.0.0.1:8554/in-1'
const track = (codec: string, width: number | null): Track => ({
  ...{ kind: width === null && codec === 'Opus' ? 'audio' : 'video', codec, profile: null },
  ...{ width, height: null, sampleRate: null, channels: null },
})

it('FFmpeg reads one feed by TCP, is quiet on its errors, and tells its progress', () => {
  const args = ffmpegInput(readUrl, [])
  expect(args.slice(-2)).toEqual(['-i', readUrl])
  expect(args.join(' ')).toContain('-loglevel repeat+level+info')
  expect(args.join(' ')).toContain('-stats_period 1 -progress pipe:3')
  expect(args.join(' ')).toContain('-rtsp_transport tcp -timeout 5000000 -protocol_whitelist tcp')
})

it.each([
  [[], 1],
  [[track('H264', 1280), track('Opus', null)], 1],
  [[track('MPEG-4 Video', null)], 1],
  [[track('H264', null)], 6],
  [[track('H265', 1280), track('H265', null)], 6],
])('studies a feed of %j for %d s', (tracks, seconds) => {
  const args = ffmpegInput(readUrl, tracks)
  expect(args[args.indexOf('-analyzeduration') + 1]).toBe(String(seconds * 1_000_000))
  expect(args).toContain('-probesize')
  expect(args.includes('-fpsprobesize')).toBe(seconds === 6)
})
