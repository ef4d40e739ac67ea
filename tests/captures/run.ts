// `npm run captures`: lets each FFmpeg meet every broken peer and writes down what it says, one file per version beside
// this one. CAPTURES_FFMPEG: programs, parted by colons; without it FFMPEG_BIN or the one on the PATH.
// With arguments: only peers whose name holds one of them, printed instead of written.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseFfmpegVersion } from '../../src/domain/programs/ffmpegLog.ts'
import { createStartProcess } from '../../src/worker/processes/process.ts'
import { ffmpegBin, mediamtxBin } from '../support/programs.ts'
import { readFixtures } from './capture.ts'
import type { Capture } from './capture.ts'
import { rtmpPeers } from './cases/rtmp.ts'
import { rtmpsPeers } from './cases/rtmps.ts'
import { rtspPeers } from './cases/rtsp.ts'
import { srtPeers } from './cases/srt.ts'
import { udpPeers } from './cases/udp.ts'
import { differences } from './differences.ts'
import { record } from './record.ts'
import { createStage } from './stage.ts'
import type { Ffmpeg } from './stage.ts'

/** Most of them only wait. */
const atOnce = 3

const wanted = process.argv.slice(2)
const peers = [...rtmpPeers, ...rtmpsPeers, ...srtPeers, ...rtspPeers, ...udpPeers].filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
)

async function printedBy(file: string, argument: string): Promise<string[]> {
  const lines: string[] = []
  await createStartProcess()({ file, args: [argument], onStdout: (line) => lines.push(line) }).ended
  return lines
}

async function capturesOf(program: string, ffmpeg: Ffmpeg): Promise<Capture[]> {
  await using stage = await createStage()
  const captures: Capture[] = []
  const left = peers.filter(({ isBrokenFor }) => isBrokenFor?.(ffmpeg) ?? true).map((peer, at) => ({ peer, at }))
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const capture = await record(program, next.peer, stage)
      captures[next.at] = capture
      console.log(`${String(capture.milliseconds).padStart(6)} ms  ${capture.hung ? 'hung' : capture.exitCode}  ${capture.peer}`)
      if (wanted.length > 0) console.log(`${capture.command.join(' ')}\n  ${capture.lines.join('\n  ')}\n`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return captures
}

for (const program of process.env.CAPTURES_FFMPEG?.split(':') ?? [ffmpegBin()]) {
  const said = await printedBy(program, '-version')
  const [ffmpeg = ''] = said
  const version = /\d+\.\d+/.exec(parseFfmpegVersion(ffmpeg) ?? '')?.[0]
  if (version === undefined) throw new Error(`${program} is no FFmpeg: it says "${ffmpeg}" to -version`)
  console.log(ffmpeg)
  const tls = said.join(' ').includes('--enable-gnutls') ? 'GNUTLS' : 'OPENSSL'
  const captures = await capturesOf(program, { version: Number(version), tls })
  if (wanted.length > 0) continue
  const [mediamtx = ''] = await printedBy(mediamtxBin(), '--version')
  await writeFile(
    join(import.meta.dirname, `ffmpeg-${version}.json`),
    `${JSON.stringify({ ffmpeg, mediamtx, captures }, null, 2)}\n`,
  )
}
if (wanted.length === 0) {
  await writeFile(join(import.meta.dirname, 'differences.md'), differences(readFixtures()))
  console.log('Written: the fixtures, and differences.md, which says where the versions differ')
}
