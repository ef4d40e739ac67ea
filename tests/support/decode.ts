import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { ffmpegBin } from './programs.ts'

export interface Decoded {
  videoFrames: number
  /** What the decoder complained of: nothing, for a clean picture. */
  complaints: string
}

/** Decodes a piece of a transport stream that was received. */
export function decodeBytes(bytes: Buffer): Promise<Decoded> {
  return decode(['-f', 'mpegts', '-i', 'pipe:0'], bytes)
}

/** Reads `seconds` of what a server gives at `url` and decodes it. */
export function decodeUrl(url: string, seconds: number): Promise<Decoded> {
  const input = url.startsWith('rtsp') ? ['-rtsp_transport', 'tcp'] : []
  return decode([...input, '-i', url, '-t', String(seconds)], null)
}

async function decode(input: readonly string[], bytes: Buffer | null): Promise<Decoded> {
  const args = [
    '-hide_banner',
    '-loglevel',
    'error',
    '-nostats',
    '-progress',
    'pipe:1',
    ...input,
    '-map',
    '0:v:0',
    '-f',
    'null',
    '-',
  ]
  const child = spawn(ffmpegBin(), args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: 20_000 })
  let progress = ''
  let complaints = ''
  child.stdout.on('data', (chunk) => (progress += chunk))
  child.stderr.on('data', (chunk) => (complaints += chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(bytes ?? undefined)
  await once(child, 'close')
  const frames = [...progress.matchAll(/^frame=\s*(\d+)/gm)].at(-1)?.[1]
  return { videoFrames: Number(frames ?? 0), complaints }
}
