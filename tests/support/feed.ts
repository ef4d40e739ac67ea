import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { guarded } from './guarded.ts'
import { ffmpegBin } from './programs.ts'

export interface FeedOptions {
  /** UDP port that the feed is sent to. */
  port: number
  /** Default 127.0.0.1. */
  host?: string
  /** What is sent, an MPEG-TS file; default `feedFile()`. */
  file?: string
  /** Local address to send from, for multicast groups: the feed then stays on this machine. */
  from?: string
}

/** What a feed carries; by default H.264 of 640x360 and AAC stereo. */
export interface FeedKind {
  size?: string
  video?: 'libx264' | 'libx265'
  audio?: 'aac' | 'mp2' | 'ac3'
  /** Of the video, as FFmpeg reads it; default `1M`. */
  bitrate?: string
  /** After so long it begins again, which the muxers behind it may warn of; default 20. */
  seconds?: number
}

/** A sender of MPEG-TS (H.264 640x360 at 25 fps, a key frame each second; AAC) in real time, without end. */
export interface Feed {
  pid: number
  /** Ends it as a person would; resolves when it has exited. */
  stop(): Promise<void>
  /** Ends it by SIGKILL; resolves when it has exited. */
  kill(): Promise<void>
  /** As `kill`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** Encoded once per machine and only copied afterwards, so that a feed costs next to no CPU. */
export async function feedFile({
  size = '640x360',
  video: codec = 'libx264',
  audio = 'aac',
  bitrate = '1M',
  seconds = 20,
}: FeedKind = {}): Promise<string> {
  const picture = [
    '-f',
    'lavfi',
    '-i',
    `testsrc2=size=${size}:rate=25`,
    '-f',
    'lavfi',
    '-i',
    'sine=frequency=440:sample_rate=48000',
  ]
  const video = [
    '-c:v',
    codec,
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-g',
    '25',
    '-bf',
    '0',
    '-b:v',
    bitrate,
    '-maxrate',
    bitrate,
    '-bufsize',
    bitrate,
    ...(codec === 'libx265' ? ['-x265-params', 'log-level=none'] : []),
  ]
  const args = [...picture, '-t', String(seconds), ...video, '-c:a', audio, '-b:a', '96k', '-ac', '2', '-f', 'mpegts']
  const user = process.getuid?.() ?? 0
  const file = join(tmpdir(), `test-feed-${user}-${createHash('sha256').update(args.join(' ')).digest('hex').slice(0, 12)}.ts`)
  if (existsSync(file)) return file
  const unfinished = `${file}.${process.pid}`
  await promisify(execFile)(ffmpegBin(), ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', ...args, unfinished])
  // Test files that run at the same time may both encode it: either result is whole.
  renameSync(unfinished, file)
  return file
}

/** Begins to send. The kernel ends it with the test process, however that ends. */
export async function startFeed({ port, host = '127.0.0.1', file: given, from }: FeedOptions): Promise<Feed> {
  const sending = [
    '-re',
    '-stream_loop',
    '-1',
    '-i',
    given ?? (await feedFile()),
    '-map',
    '0',
    '-c',
    'copy',
    '-f',
    'mpegts',
    `udp://${host}:${port}?pkt_size=1316${from === undefined ? '' : `&localaddr=${from}&ttl=0`}`,
  ]
  const command = [ffmpegBin(), '-nostdin', '-hide_banner', '-loglevel', 'error', ...sending]
  const child = spawn(...guarded(command), { stdio: ['ignore', 'ignore', 'inherit'] })
  await once(child, 'spawn')
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  const stop = async () => {
    child.kill('SIGTERM')
    // FFmpeg 7.0 may overlook the first signal while it loops over a file.
    const patience = setTimeout(() => child.kill('SIGKILL'), 500)
    await exited
    clearTimeout(patience)
  }
  return { pid: child.pid!, stop, kill, [Symbol.asyncDispose]: kill }
}
