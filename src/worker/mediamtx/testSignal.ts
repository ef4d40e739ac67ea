import { isIPv6 } from 'node:net'
import type { Clock } from '../../domain/clock.ts'
import type { InputAssignment } from '../../domain/worker.ts'
import { stopProcess } from '../process.ts'
import type { StartProcess } from '../process.ts'

export interface TestSignalDeps {
  clock: Clock
  startProcess: StartProcess
  ffmpegBin: string
}

/** Where a feed is received. */
export type Target = Pick<InputAssignment, 'listenAddress' | 'udpPort' | 'multicastGroup'>

const pauseBetweenLivesMs = 1000

/** A test picture with tone that FFmpeg sends to a UDP port of this machine, until its time is up or it is stopped. */
export class TestSignal {
  /** Monotonic milliseconds at which it ends by itself. */
  readonly endsAt: number
  /** Resolves when it has ended and its process has exited. */
  readonly ended: Promise<void>
  readonly #end = new AbortController()

  /** `say` hears what FFmpeg complains of. */
  constructor(deps: TestSignalDeps, target: Target, seconds: number, say: (text: string) => void) {
    this.endsAt = deps.clock.now() + seconds * 1000
    this.ended = this.#run(deps, target, seconds, say)
  }

  async stop(): Promise<void> {
    this.#end.abort()
    await this.ended
  }

  async #run({ clock, startProcess, ffmpegBin }: TestSignalDeps, target: Target, seconds: number, say: (text: string) => void) {
    const over = this.#end.signal
    const timeUp = clock.sleep(seconds * 1000, over).then(() => this.#end.abort())
    const encoder = videoEncoder(await encodersOf(ffmpegBin, startProcess))
    const args = [...picture, ...encoder, ...sending(target)]
    // What it says when it is ended is no fault.
    const onStderr = (line: string) => {
      if (!over.aborted) say(line)
    }
    while (!over.aborted) {
      const running = startProcess({ file: ffmpegBin, args, onStderr })
      await Promise.race([running.ended, timeUp])
      if (over.aborted) await stopProcess(running, clock)
      else say('The test signal ended by itself; starting it again')
      await clock.sleep(pauseBetweenLivesMs, over)
    }
  }
}

/** 640x360 takes a twelfth of a core; 720p would take a fifth. */
const picture = [
  ...['-nostdin', '-hide_banner', '-loglevel', 'error'],
  ...['-re', '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25'],
  ...['-re', '-f', 'lavfi', '-i', 'sine=frequency=1000:sample_rate=48000'],
]

/** The first that this FFmpeg has; the last one is in every build. */
function videoEncoder(encoders: ReadonlySet<string>): string[] {
  const common = [
    '-pix_fmt',
    'yuv420p',
    '-g',
    '25',
    '-bf',
    '0',
    '-b:v',
    '1200k',
    '-maxrate',
    '1200k',
    '-bufsize',
    '1200k',
    '-threads',
    '1',
  ]
  if (encoders.has('libx264')) return ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', ...common]
  if (encoders.has('libopenh264')) return ['-c:v', 'libopenh264', ...common]
  return ['-c:v', 'mpeg2video', ...common]
}

function sending(target: Target): string[] {
  const audio = ['-c:a', 'aac', '-b:a', '96k', '-ac', '2']
  return [...audio, '-flush_packets', '1', '-f', 'mpegts', addressOf(target)]
}

function addressOf({ listenAddress, udpPort, multicastGroup }: Target): string {
  if (multicastGroup !== null) {
    const from = listenAddress === '0.0.0.0' ? '' : `&localaddr=${listenAddress}`
    // It does not leave this machine.
    return `udp://${multicastGroup}:${udpPort}?pkt_size=1316&ttl=0${from}`
  }
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[listenAddress] ?? listenAddress
  return `udp://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${udpPort}?pkt_size=1316`
}

async function encodersOf(ffmpegBin: string, startProcess: StartProcess): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  const onStdout = (line: string) => {
    const name = /^ [VAS][A-Z.]{5} (\S+)/.exec(line)?.[1]
    if (name) names.add(name)
  }
  await startProcess({ file: ffmpegBin, args: ['-hide_banner', '-encoders'], onStdout }).ended
  return names
}
