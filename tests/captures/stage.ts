import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createStartProcess } from '../../src/worker/processes/process.ts'
import type { RunningProcess } from '../../src/worker/processes/process.ts'
import { startFeed, feedFile } from '../support/feed.ts'
import { until } from '../support/manager.ts'
import { freeUdpPort } from '../support/ports.ts'
import { ffmpegBin } from '../support/programs.ts'
import type { Expected, SentBy } from './capture.ts'
import { startMediamtx } from './peers/mediamtx.ts'

/** What every sender reads from, as in the product: MediaMTX, which receives feeds. */
export interface Stage {
  /** For files of the peers; removed with the stage. */
  folder: string
  /** H.264 and AAC. */
  feedUrl: string
  /** The same feed as a file. */
  feedFile: string
  /** Another feed, of these codecs; begun when first asked for. */
  feedOf(codecs: readonly string[]): Promise<string>
  [Symbol.asyncDispose](): Promise<void>
}

/** How a sender is told to meet a peer. */
export interface Meeting {
  /** FFmpeg's arguments behind its input. */
  output: string[]
  /** What it reads, in place of the stage's feed. */
  input?: { readUrl?: string; file?: string }
  /** Canaries in `output`. */
  secrets?: string[]
  /** Takes the peer away, or its sender, once media flows. */
  breakIt?: (sender: RunningProcess) => unknown
  /** A command that FFmpeg is started by. */
  prefix?: string[]
}

/** What makes versions of FFmpeg differ in what they can do. */
export interface Ffmpeg {
  /** Such as 5.1. */
  version: number
  /** What it speaks TLS by. */
  tls: 'GNUTLS' | 'OPENSSL'
}

export interface BrokenPeer {
  name: string
  expected: Expected
  /** Where it differs when media had been flowing before it ended. */
  expectedOnceLive?: Expected
  protocol: SentBy
  /** Whether it is broken at all for such an FFmpeg; absent: for all. */
  isBrokenFor?: (ffmpeg: Ffmpeg) => boolean
  /** Makes the peer; what it needs is given back by `stack`. */
  build(stage: Stage, stack: AsyncDisposableStack): Promise<Meeting> | Meeting
}

export async function createStage(): Promise<Stage> {
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'captures-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const plain = await feedFile()
  const receiver = stack.use(await startMediamtx({ rtsp: true }))
  const begun = new Map<string, Promise<string>>()
  let owner: AsyncDisposableStack = stack

  const begin = async (name: string, file: string): Promise<string> => {
    const port = await freeUdpPort()
    await receiver.addPath(name, { source: `udp+mpegts://127.0.0.1:${port}` })
    owner.use(await startFeed({ port, file }))
    await until(async () => (await receiver.path(name))?.available, 15_000, `the feed ${name}`)
    return `${receiver.rtsp}/${name}`
  }
  const feedUrl = await begin('feed', plain)
  owner = stack.move()
  return {
    folder,
    feedUrl,
    feedFile: plain,
    feedOf: (codecs) => {
      const name = codecs.join('-')
      const under = begun.get(name) ?? encode(codecs, join(folder, `${name}.ts`)).then((file) => begin(name, file))
      begun.set(name, under)
      return under
    },
    [Symbol.asyncDispose]: () => owner.disposeAsync(),
  }
}

/** Sends the feed at `feedUrl` to `url` by RTSP, and goes on with it until `stack` ends. */
export function publish(stack: AsyncDisposableStack, feedUrl: string, url: string): void {
  const args = ['-nostdin', '-loglevel', 'error', '-rtsp_transport', 'tcp', '-i', feedUrl, '-c', 'copy']
  const sender = createStartProcess()({ file: ffmpegBin(), args: [...args, '-f', 'rtsp', '-rtsp_transport', 'tcp', url] })
  stack.defer(async () => {
    sender.signal('SIGKILL')
    await sender.ended
  })
}

/** A few seconds of a test picture, and a tone for each further codec. */
async function encode([picture = '', ...sounds]: readonly string[], file: string): Promise<string> {
  const tones = sounds.flatMap(() => ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'])
  const maps = sounds.flatMap((codec, at) => ['-map', `${at + 1}`, `-c:a:${at}`, codec, '-ac', '2'])
  const sender = createStartProcess()({
    file: ffmpegBin(),
    args: [
      ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25', ...tones],
      ...['-t', '6', '-map', '0', '-c:v', picture, '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25', '-bf', '0'],
      ...[...maps, '-b:a', '128k', '-strict', '-2', '-f', 'mpegts', file],
    ],
  })
  const { code } = await sender.ended
  if (code !== 0) throw new Error(`The feed of ${picture} and ${sounds.join(', ')} could not be made`)
  return file
}
