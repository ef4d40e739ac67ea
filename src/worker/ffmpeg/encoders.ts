import type { Clock } from '../../domain/clock.ts'
import { ask } from '../processes/ask.ts'
import type { StartProcess } from '../processes/process.ts'

interface Asking {
  clock: Clock
  startProcess: StartProcess
  ffmpegBin: string
}

/** Names of the encoders that this FFmpeg has; empty when it cannot be asked. Never rejects. */
export async function encodersOf(deps: Asking, giveUp?: AbortSignal): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  const onStdout = (line: string) => {
    const name = /^ [VAS][A-Z.]{5} (\S+)/.exec(line)?.[1]
    if (name) names.add(name)
  }
  try {
    await ask(deps, { file: deps.ffmpegBin, args: ['-hide_banner', '-encoders'], onStdout }, giveUp)
  } catch {
    // The system gives no process: as good as no answer.
  }
  return names
}

/** Arguments of the best encoder for a test picture; the last one is in every build. */
export function videoEncoder(encoders: ReadonlySet<string>): string[] {
  if (encoders.has('libx264')) return ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency']
  if (encoders.has('libopenh264')) return ['-c:v', 'libopenh264']
  return ['-c:v', 'mpeg2video']
}

/** A command for a shell that sends a test picture with a tone to a UDP port of this machine. Never rejects. */
export async function exampleCommand(deps: Asking, udpPort: number): Promise<string> {
  const { ffmpegBin } = deps
  const source = '-f lavfi -i testsrc2=size=1280x720:rate=25 -f lavfi -i sine=frequency=440'
  const encoders = await encodersOf(deps)
  // One that gives no answer may be mended meanwhile, and most have this one.
  const encoder = videoEncoder(encoders.size === 0 ? new Set(['libx264']) : encoders).join(' ')
  const program = /^[\w./+-]+$/.test(ffmpegBin) ? ffmpegBin : `'${ffmpegBin.replaceAll("'", String.raw`'\''`)}'`
  const target = `udp://127.0.0.1:${udpPort}?pkt_size=1316`
  return `${program} -re ${source} ${encoder} -pix_fmt yuv420p -g 50 -b:v 2M -c:a aac -f mpegts "${target}"`
}
