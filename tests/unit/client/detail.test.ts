import { expect, it } from 'vitest'
import { axisMarks } from '../../../client/parts/axis.ts'
import { figuresOf } from '../../../client/history/figures.ts'
import { mergeNewest } from '../../../client/history/mergeNewest.ts'
import { destinationWords, kindWord } from '../../../client/input/destination.ts'
import { pauseMs } from '../../../client/input/player.ts'
import { formatWords, signalWords } from '../../../client/input/signal.ts'
import { outputSums } from '../../../client/live/outputSums.ts'
import { leadWords } from '../../../client/output/leadWords.ts'
import { remedyOf } from '../../../client/output/remedy.ts'

it('sums up what was measured, and does not take a gap for zero', () => {
  const step = { at: '', errors: 1, restarts: 2, cpuPercent: null, rssBytes: null }
  expect(figuresOf([])).toBeNull()
  expect(
    figuresOf([
      { ...step, bitrateBps: 4, minBitrateBps: 3, maxBitrateBps: 5 },
      { ...step, bitrateBps: 8, minBitrateBps: 1, maxBitrateBps: 9, cpuPercent: 2, rssBytes: 70 },
    ]),
  ).toEqual({ lowest: 1, average: 6, highest: 9, errors: 2, restarts: 4, cpuPercent: 2, rssBytes: 70 })
})

it('keeps older events behind the newest, and lets a sum take the place of what it sums up', () => {
  const [five, four, three, two] = ['5', '4', '3', '2'].map((id) => ({ id, text: `event ${id}` }))
  const merged = mergeNewest([five!, four!, three!, two!], [{ id: '6', text: 'twice' }, { ...three! }])
  expect(merged.map(({ id }) => id)).toEqual(['6', '3', '2'])
  expect(merged[1]).toBe(three)
  expect(mergeNewest([five!], [])).toEqual([])
})

it('names the kind of an output by its address, and the address without what the kind tells', () => {
  expect(kindWord('RTMP', 'rtmps://a.example/live')).toBe('RTMPS')
  expect(kindWord('RTMP', 'rtmp://a.example/live')).toBe('RTMP')
  for (const url of ['udp://224.0.0.1:1', 'udp://239.255.0.1:1', 'udp://[ff02::1]:1'])
    expect(kindWord('UDP', url)).toBe('UDP multicast')
  for (const url of ['udp://223.0.0.1:1', 'udp://240.0.0.1:1', 'udp://239.example:1']) expect(kindWord('UDP', url)).toBe('UDP')
  expect(destinationWords('srt://a.example:9000?streamid=x', null)).toBe('a.example:9000')
  expect(destinationWords('srt://0.0.0.0:8891?mode=listener', 1)).toBe(':8891, 1 caller')
})

it('counts each output of an input once, worst first', () => {
  const seen = (state: Parameters<typeof outputSums>[0][number]['state'], flapping = false) => ({ state, flapping })
  expect(
    outputSums([
      seen('LIVE'),
      seen('LIVE', true),
      seen('FAILED', true),
      seen('WAITING_INPUT'),
      seen('STOPPING'),
      seen('LIVE'),
    ]).map(({ words }) => words),
  ).toEqual(['1 failed', '1 unstable', '2 live', '1 waiting', '1 stopped'])
})

it('tries a preview again at once when its place was given away, and ever more seldom when that does not help', () => {
  expect([1, 2, 3, 9].map((failures) => pauseMs(410, failures))).toEqual([0, 6000, 12_000, 30_000])
  expect([pauseMs(404, 1), pauseMs(undefined, 2), pauseMs(503, 1)]).toEqual([3000, 6000, null])
})

it('says what a feed carries', () => {
  const video = { kind: 'video', codec: 'H264', width: 1920, height: 1080 }
  const audio = { kind: 'audio', codec: 'MPEG-4 Audio', sampleRate: 48_000, channels: 2 }
  expect(signalWords([video, audio, { kind: 'data', codec: 'KLV' }])).toBe('H.264 1920×1080, AAC 48 kHz, KLV')
  expect([video, audio, { ...audio, channels: 6 }].map(formatWords)).toEqual([
    '1920×1080',
    '48 kHz, stereo',
    '48 kHz, 6 channels',
  ])
})

it('puts what is wrong, and what mends it, in few words', () => {
  const failure = { code: 'WRONG_PASSPHRASE', message: 'It says no.' } as const
  const none = { hasStreamKey: false, hasPassphrase: false, hasPassword: false }
  expect(leadWords({ state: 'FAILED', protocol: 'SRT_CALLER', failure })).toBe('Wrong passphrase')
  // a cause of a later server
  expect(leadWords({ state: 'FAILED', protocol: 'RTMP', failure: { ...failure, code: 'NEW' as never } })).toBe('It says no.')
  expect(leadWords({ state: 'LIVE', protocol: 'UDP' })).toBe('Sending')
  expect(remedyOf({ ...none, failure })).toEqual({ words: 'Set passphrase', secret: 'passphrase' })
  expect(remedyOf({ ...none, hasPassphrase: true, failure })).toMatchObject({ words: 'Replace passphrase' })
  expect(remedyOf(none)).toBeNull()
})

it('marks the time under a history, by days once it is long', () => {
  const until = new Date(2026, 2, 1, 14, 8).getTime()
  const words = (hours: number) => axisMarks(until, hours, 7).map(({ word }) => word)
  expect(words(24)).toEqual(['16:00', '20:00', '00:00', '04:00', '08:00'])
  expect(words(1)).toEqual(['13:10', '13:20', '13:30', '13:40', '13:50'])
  expect(words(168)).toEqual(['23 Feb', '24 Feb', '25 Feb', '26 Feb', '27 Feb', '28 Feb'])
  expect(axisMarks(until, 24, 4)[0]?.part).toBeCloseTo((3 + 52 / 60) / 24)
})
