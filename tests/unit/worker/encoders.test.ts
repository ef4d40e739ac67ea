import { describe, expect, it } from 'vitest'
import { exampleCommand } from '../../../src/worker/ffmpeg/encoders.ts'
import { fakeStarter } from '../../support/fakeProcess.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

describe('the example of a feed', () => {
  async function exampleOf(encoders: string[] | null, ffmpegBin = '/opt/ffmpeg'): Promise<string> {
    const clock = new VirtualClock()
    const { started, startProcess } = fakeStarter()
    const example = exampleCommand({ clock, startProcess, ffmpegBin }, 5000)
    for (const name of encoders ?? []) started[0]!.options.onStdout?.(` V....D ${name.padEnd(20)} words`)
    if (encoders) started[0]!.end({ code: 0 })
    await clock.advance(10_000)
    expect(started[0]!.isGone).toBe(true)
    return example
  }

  it.each([
    [['mpeg2video', 'libopenh264', 'libx264'], '-c:v libx264 -preset ultrafast'],
    [['mpeg2video', 'libopenh264'], '-c:v libopenh264 -pix_fmt'],
    [['mpeg2video'], '-c:v mpeg2video -pix_fmt'],
  ])('uses an encoder that there is: %j', async (encoders, expected) => {
    expect(await exampleOf(encoders)).toContain(expected)
  })

  it('does not wait for an FFmpeg that hangs', async () => {
    expect(await exampleOf(null)).toContain('-c:v libx264')
  })

  it('can be pasted whatever the path of FFmpeg is', async () => {
    expect(await exampleOf([], "/it's/ffmpeg")).toMatch(/^'\/it'\\''s\/ffmpeg' -re .*"udp:\/\/127\.0\.0\.1:5000\?pkt_size=1316"$/)
  })
})
