import type { Clock } from '../domain/clock.ts'
import { ask } from './ask.ts'
import type { StartProcess } from './process.ts'

/** Names of the encoders that this FFmpeg has; empty when it cannot be asked. Never rejects. */
export async function encodersOf(
  deps: { clock: Clock; startProcess: StartProcess; ffmpegBin: string },
  giveUp?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  const onStdout = (line: string) => {
    const name = /^ [VAS][A-Z.]{5} (\S+)/.exec(line)?.[1]
    if (name) names.add(name)
  }
  await ask(deps, { file: deps.ffmpegBin, args: ['-hide_banner', '-encoders'], onStdout }, giveUp)
  return names
}

/** Arguments of the best encoder for a test picture; the last one is in every build. */
export function videoEncoder(encoders: ReadonlySet<string>): string[] {
  if (encoders.has('libx264')) return ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency']
  if (encoders.has('libopenh264')) return ['-c:v', 'libopenh264']
  return ['-c:v', 'mpeg2video']
}
