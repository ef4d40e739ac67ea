import type { Clock } from '../../domain/clock.ts'
import { ask } from '../processes/ask.ts'
import type { StartProcess } from '../processes/process.ts'

interface Asking {
  clock: Clock
  startProcess: StartProcess
  ffmpegBin: string
}

/** By which protocols outputs are sent; RTSP is a format to FFmpeg. */
const asProtocol = ['rtmp', 'rtmps', 'srt', 'udp']
const asFormat = 'rtsp'

/** Which of the protocols of outputs this FFmpeg can send by; null when it cannot be asked. Never rejects. */
export async function sendableBy(deps: Asking, giveUp: AbortSignal): Promise<string[] | null> {
  const names = new Set<string>()
  let isOutput = false
  const onProtocol = (line: string) => {
    if (line === 'Output:') isOutput = true
    else if (isOutput) names.add(line.trim())
  }
  const onFormat = (line: string) => /^ +E +rtsp /.test(line) && names.add(asFormat)
  try {
    for (const [question, onStdout] of [
      ['-protocols', onProtocol],
      ['-muxers', onFormat],
    ] as const) {
      const { code } = await ask(deps, { file: deps.ffmpegBin, args: ['-hide_banner', question], onStdout }, giveUp)
      if (code !== 0) return null
    }
  } catch {
    // The system gives no process: as good as no answer.
    return null
  }
  return [...asProtocol, asFormat].filter((name) => names.has(name))
}
