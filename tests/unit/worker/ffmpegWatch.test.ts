import { describe, expect, it } from 'vitest'
import type { ComponentFact } from '../../../src/domain/bus.ts'
import { InProcessBus } from '../../../src/services/bus.ts'
import { FfmpegWatch } from '../../../src/worker/ffmpeg/ffmpegWatch.ts'
import { fakeStarter } from '../../support/fakeProcess.ts'
import { VirtualClock, settle } from '../../support/virtualClock.ts'

function stage() {
  const clock = new VirtualClock()
  const bus = new InProcessBus()
  const told: ComponentFact[] = []
  bus.subscribe('componentFact', ({ fact }) => told.push(fact))
  const said: string[] = []
  bus.subscribe('log', ({ text }) => said.push(text))
  const { started, startProcess } = fakeStarter()
  const watch = new FfmpegWatch({ bus, clock, startProcess, ffmpegBin: '/usr/bin/ffmpeg' })
  const answers = (version: string, help: string): Record<string, string[]> => ({
    '-version': [`ffmpeg version ${version} Copyright (c) 2000-2024 the FFmpeg developers`],
    '-h': [help],
    '-protocols': ['Supported file protocols:', 'Input:', '  rtmps', '  udp', 'Output:', '  rtmp', '  srt', '  udp'],
    '-muxers': ['  E  rtp             RTP output', '  E  rtsp            RTSP output'],
  })
  const answer = async (version: string, help = '-fpre <filename>    set options from indicated preset file') => {
    for (let asked = started.at(-1)!; !asked.isGone; asked = started.at(-1)!) {
      const { args, onStdout } = asked.options
      const question = args.find((argument) => argument in answers(version, help))
      for (const line of answers(version, help)[question ?? ''] ?? []) onStdout?.(line)
      asked.end({ code: 0 })
      await settle()
    }
  }
  return { clock, told, said, started, watch, answer }
}

describe('which FFmpeg there is', () => {
  it('is known at the start, looked at again, and told when it is another', async () => {
    const { clock, told, started, watch, answer } = stage()
    const start = watch.start()
    await answer('6.0.1')
    await start
    expect(watch.version).toBe('6.0.1')
    await clock.advance(60_000)
    await answer('6.0.1')
    await clock.advance(60_000)
    await answer('7.0.2')
    // what each can send by is asked when it is known which it is, so that no start waits for it
    const protocols = ['rtmp', 'srt', 'udp', 'rtsp']
    expect(told.map(({ version }) => version)).toEqual(['6.0.1', '6.0.1', '7.0.2', '7.0.2'])
    expect(told.map((fact) => fact.protocols)).toEqual([undefined, protocols, undefined, protocols])
    expect(told[2]).toMatchObject({ healthy: true, since: '2026-01-01T00:00:00.000Z' })
    await clock.advance(60_000)
    started.at(-1)!.end({ startError: 'EMFILE' })
    await settle()
    expect(told.at(-1)).toMatchObject({ healthy: false, version: null, detail: expect.stringMatching(/\(EMFILE\)/) })
    expect(watch.version).toBe('7.0.2')
    await watch.stop()
  })

  it('is asked whether it takes options from a file, and one that does not is told', async () => {
    const { clock, said, watch, answer } = stage()
    const start = watch.start()
    await answer('8.0')
    await start
    expect(watch.takesPreset).toBe(true)
    await clock.advance(60_000)
    await answer('10.0', '-f <fmt> force container format')
    expect(watch.takesPreset).toBe(false)
    expect(said).toEqual([expect.stringMatching(/^This FFmpeg takes no options from a file: .* other users/)])
    await clock.advance(60_000)
    await answer('11.0')
    expect(watch.takesPreset).toBe(true)
    await watch.stop()
  })

  it('does not hold up the start when it hangs: it is killed, and tried again', async () => {
    const { clock, told, said, started, watch, answer } = stage()
    const start = watch.start()
    await clock.advance(2000)
    await start
    expect(told).toEqual([])
    await clock.advance(8000)
    expect(started[0]?.signals).toEqual(['SIGKILL'])
    expect(told).toMatchObject([{ healthy: false, detail: expect.stringMatching(/^FFmpeg does not answer; set FFMPEG_BIN/) }])
    expect(said).toEqual(['FFmpeg does not answer; set FFMPEG_BIN to an FFmpeg 5.1 or newer'])
    await clock.advance(10_000)
    await answer('7.0.2')
    expect(told.at(-1)).toMatchObject({ healthy: true, version: '7.0.2', detail: null })
    await watch.stop()
  })

  it('ends with the worker, however long it takes', async () => {
    const { clock, started, watch } = stage()
    void watch.start()
    await watch.stop()
    expect(started[0]?.signals).toEqual(['SIGKILL'])
    expect(started).toHaveLength(1)
    await clock.advance(20_000)
    expect(started).toHaveLength(1)
  })

  it('is told to be something else where the program does not say that it is FFmpeg', async () => {
    const { clock, told, said, started, watch, answer } = stage()
    const start = watch.start()
    started[0]!.options.onStdout?.('busybox 1.36')
    started[0]!.end({ code: 0 })
    await start
    const detail = 'The program does not say that it is FFmpeg; set FFMPEG_BIN to an FFmpeg 5.1 or newer'
    expect(told).toMatchObject([{ healthy: false, version: null, detail }])
    expect([said, watch.version]).toEqual([[detail], null])
    await clock.advance(10_000)
    await answer('7.0.2')
    expect(told.at(-1)).toMatchObject({ healthy: true, version: '7.0.2' })
    await watch.stop()
  })

  it('is told to be missing where it cannot be started; what was known of its version stays', async () => {
    const { clock, told, started, watch, answer } = stage()
    const start = watch.start()
    await answer('7.0.2')
    await start
    await clock.advance(60_000)
    started.at(-1)!.end({ startError: 'ENOENT' })
    await settle()
    expect(told.at(-1)).toMatchObject({ healthy: false, detail: expect.stringContaining('could not be started (ENOENT)') })
    expect(watch.version).toBe('7.0.2')
    await watch.stop()
  })

  it('keeps what was known where a question to it fails', async () => {
    const { told, said, started, watch } = stage()
    const start = watch.start()
    started[0]!.options.onStdout?.('ffmpeg version 9.1 Copyright (c) 2000-2024 the FFmpeg developers')
    started[0]!.end({ code: 0 })
    await settle()
    for (const question of ['-h', '-protocols']) {
      const asked = started.at(-1)!
      expect(asked.options.args).toContain(question)
      asked.options.onStdout?.('-f <fmt> force container format')
      asked.end({ code: 1 })
      await settle()
    }
    await start
    expect(watch.takesPreset).toBe(true)
    expect(said).toEqual([])
    expect(told.at(-1)).toMatchObject({ healthy: true, version: '9.1' })
    expect(told.at(-1)).not.toHaveProperty('protocols')
    await watch.stop()
  })
})
