import { expect, it } from 'vitest'
import type { Track } from '../../../src/domain/input.ts'
import { isPreviewable, PreviewError } from '../../../src/domain/preview.ts'
import { inputStates } from '../../../src/domain/states.ts'
import { hasPicture, stillEveryMs } from '../../../src/domain/still.ts'

const track = (kind: string, codec: string, profile: string | null = null): Track => ({
  ...{ kind, codec, profile, width: null, height: null, sampleRate: null, channels: null },
})
const h264 = track('video', 'H264', 'High')
const mpeg2 = track('video', 'MPEG-1/2 Video')
const aac = track('audio', 'MPEG-4 Audio')
const ac3 = track('audio', 'AC-3')

it('a feed is shown while it comes in, in order or not', () => {
  expect(inputStates.filter((state) => isPreviewable(state, [h264, aac]))).toEqual(['LIVE', 'DEGRADED'])
})

it.each<[string, Track[], boolean]>([
  ['nothing', [], false],
  ['H.265', [track('video', 'H265')], true],
  ['AV1', [track('video', 'AV1')], true],
  ['VP9', [track('video', 'VP9')], true],
  ['MPEG-2, though its sound could be played', [mpeg2, aac], false],
  ['one picture that can be shown beside one that cannot', [mpeg2, h264, ac3], true],
  ['H.264 of 10 bits', [track('video', 'H264', 'High 10')], false],
  ['H.264 of 4:2:2', [track('video', 'H264', 'High 4:2:2')], false],
  ['H.264 of 4:4:4', [track('video', 'H264', 'High 4:4:4 Predictive')], false],
  ['H.264 that nobody decodes', [track('video', 'H264', 'CAVLC 4:4:4 Intra')], false],
  ['sound alone', [ac3, aac], true],
  ['Opus alone', [track('audio', 'Opus')], true],
  ['sound alone that cannot be played', [ac3], false],
])('of %j a browser shows something: %s', (_what, tracks, isShown) => {
  expect(isPreviewable('LIVE', tracks)).toBe(isShown)
})

it('a picture is taken every five seconds; of more than four inputs more seldom, in turns', () => {
  expect([0, 1, 4, 5, 50].map((inputs) => stillEveryMs(inputs))).toEqual([5000, 5000, 5000, 10_000, 100_000])
  expect([[], [aac], [aac, h264]].map((tracks) => hasPicture(tracks))).toEqual([false, false, true])
})

it('why a preview is not given stands in its error', () => {
  expect(new PreviewError('BUSY', 'Too many look')).toMatchObject({
    name: 'PreviewError',
    problem: 'BUSY',
    message: 'Too many look',
  })
})
