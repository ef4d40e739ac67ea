import { performance } from 'node:perf_hooks'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { ffmpegInput } from '../../src/domain/ffmpegInput.ts'
import { ProgressReader } from '../../src/domain/programs/progress.ts'
import { createStartProcess } from '../../src/worker/processes/process.ts'
import type { Capture } from './capture.ts'
import type { BrokenPeer, Stage } from './stage.ts'

/** Media time that must have passed before a peer is broken under its sender. */
const liveAfterMs = 1500
/** Longer than any of FFmpeg's own limits that the product sets. */
const patienceMs = 20_000

/** Lets an FFmpeg meet the peer, and writes down what it says. */
export async function record(ffmpegBin: string, peer: BrokenPeer, stage: Stage): Promise<Capture> {
  await using stack = new AsyncDisposableStack()
  const { output, input, secrets = [], breakIt, prefix = [] } = await peer.build(stage, stack)
  const readUrl = input === undefined ? stage.feedUrl : (input.readUrl ?? null)
  const inputArgs = readUrl === null ? fileInput(input!.file!) : ffmpegInput(readUrl, [])
  const [file = '', ...args] = [...prefix, ffmpegBin, ...inputArgs, ...output]

  const lines: string[] = []
  const lineMilliseconds: number[] = []
  const progress = new ProgressReader()
  let liveAt: number | null = null
  let firstMediaTimeMs: number | null = null
  let brokenAt: number | null = null
  const startedAt = performance.now()
  const sender = createStartProcess()({
    file,
    args,
    onStderr: (line) => {
      lines.push(line.replaceAll(`${tmpdir()}/`, '{file}/'))
      lineMilliseconds.push(Math.round(performance.now() - startedAt))
    },
    onFd3: (text) =>
      progress.read(text, ({ mediaTimeMs, sentBytes }) => {
        if (mediaTimeMs === null || sentBytes === 0) return
        firstMediaTimeMs ??= mediaTimeMs
        if (mediaTimeMs > firstMediaTimeMs) liveAt ??= performance.now()
        if (breakIt === undefined || brokenAt !== null || mediaTimeMs - firstMediaTimeMs < liveAfterMs) return
        brokenAt = performance.now()
        void breakIt(sender)
      }),
  })
  const hung = await Promise.race([sender.ended.then(() => false), sleep(patienceMs, true, { ref: false })])
  if (hung) sender.signal('SIGKILL')
  const { code, signal } = await sender.ended
  const endedAt = performance.now()
  return {
    peer: peer.name,
    expected: liveAt === null ? peer.expected : (peer.expectedOnceLive ?? peer.expected),
    protocol: peer.protocol,
    command: [...prefix, 'ffmpeg', ...inputArgs, ...output].map(placeholders),
    readUrl,
    secrets,
    liveMilliseconds: liveAt === null ? null : Math.round(endedAt - liveAt),
    milliseconds: Math.round(endedAt - startedAt),
    afterBreakMilliseconds: brokenAt === null ? null : Math.round(endedAt - brokenAt),
    exitCode: code,
    signal,
    hung,
    lines,
    lineMilliseconds,
  }
}

/** As fast as the destination takes it: buffers fill in no time. */
function fileInput(file: string): string[] {
  const args = ffmpegInput(file, [])
  const ofRtsp = args.indexOf('-rtsp_transport')
  return [...args.slice(0, ofRtsp), '-stream_loop', '-1', '-i', file]
}

/** What differs from run to run says nothing. */
function placeholders(argument: string): string {
  return argument.replace(/(:\/\/(?:[^/@\s]*@)?[^/:\s]+:)\d+/g, '$1{port}').replace(/^\/.*\/([^/]+)$/, '{file}/$1')
}
