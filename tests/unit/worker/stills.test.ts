import { beforeEach, describe, expect, it } from 'vitest'
import type { Bus, EventMap, Topic } from '../../../src/domain/bus.ts'
import { Redactor } from '../../../src/domain/redaction.ts'
import type { StillFact } from '../../../src/domain/still.ts'
import type { InputSight } from '../../../src/worker/ingest.ts'
import { Stills } from '../../../src/worker/stills/stills.ts'
import { fakeStarter, type FakeProcess } from '../../support/fakeProcess.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const track = { kind: 'video', codec: 'H264', profile: null, width: 1920, height: 1080, sampleRate: null, channels: null }
const sound = { ...track, kind: 'audio', codec: 'MPEG-4 Audio' }

let clock: VirtualClock
let stills: Stills
let started: FakeProcess[]
let taken: StillFact[]
let said: string[]
let sights: Map<string, Partial<InputSight>>

const bus: Bus = {
  publish<T extends Topic>(topic: T, data: EventMap[T]): void {
    if (topic === 'still') taken.push(data as StillFact)
    if (topic === 'log') said.push((data as EventMap['log']).text)
  },
  subscribe: () => () => {},
}

beforeEach(() => {
  clock = new VirtualClock()
  taken = []
  said = []
  sights = new Map()
  const starter = fakeStarter()
  started = starter.started
  const redactor = new Redactor()
  redactor.learn('CANARY')
  stills = new Stills({
    ...{ bus, clock, redactor, startProcess: starter.startProcess, ffmpegBin: 'ffmpeg' },
    sight: (id) => ({
      ...{ state: 'LIVE', readUrl: `rtsp://reader:CANARY@127.0.0.1/in-${id}`, lastGrowthAt: 0, tracks: [track], bitrateBps: 1 },
      ...sights.get(id),
    }),
  })
})

const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))
const running = () => started.filter(({ isGone }) => !isGone)
const inputOf = ({ options }: FakeProcess) => /in-(\d+)$/.exec(options.args[options.args.indexOf('-i') + 1] ?? '')?.[1]

/** A JPEG as far as anybody looks into it. */
function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0])
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2]), frame, Buffer.from([0xff, 0xd9])])
}

function picture(body: Buffer): Buffer {
  const head = `--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body, Buffer.from('\r\n')])
}

function give(process: FakeProcess): void {
  process.options.onStdoutBytes?.(picture(jpeg(480, 270)))
}

describe('stills', () => {
  it('are taken by one FFmpeg that reads on, of key frames alone, and told with the time of the picture', async () => {
    stills.show(['1'])
    await clock.advance(0)
    expect(started.map(({ options }) => options.args.join(' '))).toEqual([
      expect.stringMatching(/-threads 1 -skip_frame nokey .*-rtsp_transport tcp .*-i rtsp:\/\/reader:\S+ .*-f mpjpeg .*pipe:1$/),
    ])
    const [process] = started
    await clock.advance(3000)
    const at = clock.date().getTime() - 700
    process!.say(`[Parsed_showinfo_5 @ 0x7f] [info] n:   0 pts:${at} pts_time:1.76723e+09 duration: 40`)
    // In pieces as they come, and two at once.
    const bytes = Buffer.concat([picture(jpeg(480, 270)), picture(jpeg(480, 360))])
    for (let start = 0; start < bytes.length; start += 7) process!.options.onStdoutBytes?.(bytes.subarray(start, start + 7))
    const takenAt = new Date(at).toISOString()
    expect(taken).toEqual([
      { inputId: '1', takenAt, width: 480, height: 270, jpeg: jpeg(480, 270).toString('base64') },
      { inputId: '1', takenAt, width: 480, height: 360, jpeg: jpeg(480, 360).toString('base64') },
    ])
    // A time that cannot be: it is the present one.
    process!.say('[Parsed_showinfo_5 @ 0x7f] [info] n:   1 pts:0 pts_time:0 duration: 40')
    give(process!)
    expect(taken.at(-1)?.takenAt).toBe(clock.date().toISOString())
    await clock.advance(12_000)
    expect(running()).toEqual([process])
    // It gave some every few seconds, and then none any more.
    await clock.advance(4000)
    expect(process!.signals).toEqual(['SIGKILL'])
    await stills.stop()
  })

  it('end with whoever looks, and are taken of nothing that cannot be seen', async () => {
    sights.set('2', { readUrl: null, state: 'LOST' })
    sights.set('3', { tracks: [sound] })
    stills.show(['1', '2', '3'])
    await clock.advance(10_000)
    expect(started.map(inputOf)).toEqual(['1'])
    sights.set('1', { readUrl: null, state: 'LOST' })
    await clock.advance(1000)
    expect(running()).toEqual([])
    sights.delete('1')
    await clock.advance(2000)
    expect(running().map(inputOf)).toEqual(['1'])
    stills.show([])
    expect(started.at(-1)?.signals).toEqual(['SIGKILL'])
    await clock.advance(10_000)
    expect(running()).toEqual([])
    expect(started).toHaveLength(2)
    expect(said).toEqual([])
  })

  it('have four processes at most; with more inputs they take turns, those who waited longest first', async () => {
    stills.show(ids(7))
    let most = 0
    for (let second = 0; second < 60; second++) {
      await clock.advance(500)
      most = Math.max(most, running().length)
      for (const process of running()) give(process)
      await clock.advance(500)
    }
    expect(most).toBeLessThanOrEqual(4)
    expect(started.slice(0, 14).map(inputOf)).toEqual([...ids(7), ...ids(7)])
    // Every 14 s after the first.
    const counts = Map.groupBy(taken, ({ inputId }) => inputId)
    expect(ids(7).map((id) => counts.get(id)?.length)).toEqual(expect.arrayContaining([5]))
    expect(Math.max(...[...counts.values()].map(({ length }) => length))).toBeLessThanOrEqual(5)
    stills.show(ids(4))
    await clock.advance(3000)
    expect(running().map(inputOf).toSorted()).toEqual(ids(4))
    await stills.stop()
    expect(running()).toEqual([])
  })

  it('never have more than four processes, also when none of them gives a picture', async () => {
    stills.show(ids(9))
    for (let second = 0; second < 30; second++) {
      await clock.advance(1000)
      expect(running().length).toBeLessThanOrEqual(4)
    }
    expect(running()).toHaveLength(4)
    await stills.stop()
  })

  it('are given up when FFmpeg hangs, tried again less and less often, and it is said why, once and without a secret', async () => {
    stills.show(['1'])
    await clock.advance(36_000)
    expect(started[0]?.signals).toEqual(['SIGKILL'])
    for (let second = 0; second < 600; second++) {
      for (const process of running()) {
        process.say('[h264 @ 0x1] [error] cannot be decoded: rtsp://reader:CANARY@127.0.0.1/in-1')
        process.end({ code: 1 })
      }
      await clock.advance(1000)
    }
    expect(started.length).toBeLessThan(20)
    expect(said).toEqual([expect.stringMatching(/^No still can be taken of this feed: cannot be decoded: rtsp:/)])
    expect(said.join()).not.toContain('CANARY')
    for (let second = 0; second < 61 && running().length === 0; second++) await clock.advance(1000)
    give(running()[0]!)
    expect(taken).toHaveLength(1)
    await stills.stop()
  })

  it('do not fill the memory with what is no picture', async () => {
    stills.show(['1'])
    await clock.advance(0)
    for (let megabytes = 0; megabytes < 2; megabytes++) started[0]?.options.onStdoutBytes?.(Buffer.alloc(1_000_000, 'x'))
    expect(started[0]?.signals).toEqual(['SIGKILL'])
    await stills.stop()
  })

  it('are taken anew after an end that is no fault, though never in a busy loop', async () => {
    stills.show(['1'])
    for (let second = 0; second < 20; second++) {
      await clock.advance(100)
      for (const process of running()) {
        give(process)
        process.end({ code: 0 })
      }
      await clock.advance(900)
    }
    expect(started.length).toBeGreaterThan(5)
    expect(started.length).toBeLessThanOrEqual(20)
    expect(said).toEqual([])
    await stills.stop()
  })

  it.each([
    ['FFmpeg could not be started (EMFILE)', { startError: 'EMFILE' }],
    ['FFmpeg ended with exit code 7', { code: 7 }],
    ['FFmpeg ended by SIGSEGV', { signal: 'SIGSEGV' }],
  ] as const)('that cannot be had are tried less and less often, and told once: %s', async (why, end) => {
    stills.show(['1'])
    for (let second = 0; second < 300; second++) {
      for (const process of running()) process.end(end)
      await clock.advance(1000)
    }
    expect(said).toEqual([`No still can be taken of this feed: ${why}`])
    expect(started.length).toBeGreaterThan(3)
    expect(started.length).toBeLessThan(15)
    await stills.stop()
  })

  it.each([
    ['no JPEG', Buffer.from('GIF89a and more of it')],
    ['too short', Buffer.from([0xff, 0xd8])],
    ['broken in its head', Buffer.concat([Buffer.from([0xff, 0xd8, 0x12, 0x34]), jpeg(480, 270).subarray(4)])],
    ['without a size', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xd9])],
  ])('of a picture that is %s are not told; the next one is', async (_, body) => {
    stills.show(['1'])
    await clock.advance(0)
    started[0]!.options.onStdoutBytes?.(picture(body))
    expect(taken).toEqual([])
    give(started[0]!)
    expect(taken).toHaveLength(1)
    await stills.stop()
  })

  it('end where what FFmpeg gives cannot be understood any more', async () => {
    stills.show(['1'])
    await clock.advance(0)
    started[0]!.options.onStdoutBytes?.(Buffer.from('--ffmpeg\r\nContent-length: 99999999\r\n\r\n'))
    expect(started[0]!.signals).toEqual(['SIGKILL'])
    await stills.stop()
  })

  it('are taken no more once the worker has stopped', async () => {
    await stills.stop()
    stills.show(['1'])
    await clock.advance(5000)
    expect(started).toEqual([])
  })
})
