import { describe, expect, it } from 'vitest'
import { ffmpegInput } from '../../../src/domain/ffmpegInput.ts'
import { noSecrets, plainTarget } from '../../../src/domain/output.ts'
import type { OutputTarget } from '../../../src/domain/output.ts'
import { inArguments, rulesOf } from '../../../src/domain/protocols/index.ts'
import { TestSignal } from '../../../src/worker/mediamtx/testSignal.ts'
import { StillRun } from '../../../src/worker/stills/stillRun.ts'
import { fakeStarter } from '../../support/fakeProcess.ts'
import { settle, VirtualClock } from '../../support/virtualClock.ts'

const readUrl = 'rtsp://reader:x@127.0.0.1:8554/in-1'

/** What FFmpeg is told of each input and output: `-i URL`, or an output at the end of its options, with what keeps it to some protocols. */
function openedBy(args: readonly string[]): { opens: string; through: string | undefined }[] {
  const opened = []
  let through: string | undefined
  for (const [index, arg] of args.entries()) {
    const before = args[index - 1]
    if (before === '-protocol_whitelist') through = arg
    const isOutput = index === args.length - 1 || arg === '/dev/null'
    if (before !== '-i' && !isOutput) continue
    opened.push({ opens: arg, through })
    through = undefined
  }
  return opened
}

const outputs: [Partial<OutputTarget> & Pick<OutputTarget, 'protocol' | 'url'>, { opens: string; through: string }[]][] = [
  [{ protocol: 'RTMP', url: 'rtmp://a.example.com/app' }, [{ opens: 'rtmp://a.example.com/app', through: 'rtmp,tcp' }]],
  [{ protocol: 'RTMP', url: 'rtmps://a.example.com/app' }, [{ opens: 'rtmps://a.example.com/app', through: 'rtmps,tls,tcp' }]],
  [{ protocol: 'RTSP', url: 'rtsp://a.example.com/path' }, [{ opens: 'rtsp://a.example.com/path', through: 'tcp' }]],
  [
    { protocol: 'SRT_CALLER', url: 'srt://a.example.com:9000' },
    [{ opens: 'srt://a.example.com:9000?mode=caller', through: 'srt' }],
  ],
  [{ protocol: 'UDP', url: 'udp://192.0.2.1:5000' }, [{ opens: 'udp://192.0.2.1:5000?pkt_size=1316', through: 'udp' }]],
  [
    { protocol: 'SRT_LISTENER', url: '', port: 8900 },
    [
      { opens: '/dev/null', through: 'file' },
      { opens: 'srt://0.0.0.0:8900?mode=listener', through: 'srt' },
    ],
  ],
]

describe('FFmpeg is kept to the protocols that it needs', () => {
  it.each(outputs)('by an output %j', (target, opened) => {
    const output = rulesOf(target.protocol).ffmpegOutput({ ...plainTarget, ...target }, noSecrets, { caFile: '/ca.pem' })
    expect(openedBy(inArguments(output))).toEqual(opened)
    // What opens the network inside of the other is told too.
    if (target.protocol === 'SRT_LISTENER') expect(output.secretOptions.format_opts).toContain('protocol_whitelist=srt')
  })

  it('where it reads a feed', () => {
    expect(openedBy([...ffmpegInput(readUrl, []), 'x'])[0]).toEqual({ opens: readUrl, through: 'tcp' })
  })

  it('where it takes stills', () => {
    const { startProcess, started } = fakeStarter()
    const run = new StillRun({ clock: new VirtualClock(), startProcess, ffmpegBin: 'ffmpeg' }, readUrl, () => {})
    run.end()
    expect(openedBy(started[0]!.options.args)).toEqual([
      { opens: readUrl, through: 'tcp' },
      { opens: 'pipe:1', through: 'pipe' },
    ])
  })

  it('where it sends a test signal; and to ask what it can do it opens nothing', async () => {
    const { startProcess, started } = fakeStarter()
    const clock = new VirtualClock()
    const closing = new AbortController()
    const deps = { clock, startProcess, ffmpegBin: 'ffmpeg', closing: closing.signal }
    const target = { listenAddress: '0.0.0.0', udpPort: 5001, multicastGroup: null }
    const signal = new TestSignal(deps, { target, endsAt: 60_000 }, { onLine: () => {}, onEnd: () => {} })
    await settle()
    expect(started[0]!.options.args).toEqual(['-hide_banner', '-encoders'])
    started[0]!.end({ code: 0 })
    await settle()
    expect(openedBy(started[1]!.options.args)).toEqual([
      { opens: 'testsrc2=size=640x360:rate=25', through: 'none' },
      { opens: 'sine=frequency=1000:sample_rate=48000', through: 'none' },
      { opens: 'udp://127.0.0.1:5001?pkt_size=1316', through: 'udp' },
    ])
    signal.become(null)
    started[1]!.end({ code: 0 })
    await signal.ended
  })
})
