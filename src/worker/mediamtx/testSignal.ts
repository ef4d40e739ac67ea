import { isIPv6 } from 'node:net'
import type { Clock } from '../../domain/clock.ts'
import { through } from '../../domain/protocols/ffmpegOutput.ts'
import type { InputAssignment } from '../../domain/worker.ts'
import { Bell } from '../bell.ts'
import { encodersOf, videoEncoder } from '../ffmpeg/encoders.ts'
import { stopProcess } from '../processes/process.ts'
import type { ProcessEnd, StartProcess } from '../processes/process.ts'

export interface TestSignalDeps {
  clock: Clock
  startProcess: StartProcess
  ffmpegBin: string
  /** The machine that receives it, where that is another one. */
  feedHost?: string | null
  /** Aborts when nothing shall be started any more. */
  closing: AbortSignal
}

/** Where a feed is received. */
export type Target = Pick<InputAssignment, 'listenAddress' | 'udpPort' | 'multicastGroup'>

export interface Wish {
  target: Target
  /** Monotonic milliseconds. */
  endsAt: number
}

export interface TestSignalEvents {
  /** FFmpeg complained. */
  onLine(text: string): void
  /** Nothing is wished any more and its process has exited: a later wish needs another one. */
  onEnd(): void
}

const pauseBetweenLivesMs = 1000

/**
 * A test picture with tone that FFmpeg sends to where an input listens. One loop looks at the last wish anew at each
 * step, so that wishes may follow each other however fast.
 */
export class TestSignal {
  /** Resolves after `onEnd`; never rejects. */
  readonly ended: Promise<void>
  readonly #deps: TestSignalDeps
  readonly #events: TestSignalEvents
  readonly #bell = new Bell()
  #wish: Wish | null
  #encoder: readonly string[] | null = null

  constructor(deps: TestSignalDeps, wish: Wish, events: TestSignalEvents) {
    this.#deps = deps
    this.#events = events
    this.#wish = wish
    this.ended = this.#run()
  }

  /** What is wished now, or null. */
  get wish(): Wish | null {
    return this.#wish
  }

  /** Null: it shall end. */
  become(wish: Wish | null): void {
    this.#wish = wish
    this.#bell.ring()
  }

  async #run(): Promise<void> {
    const { clock } = this.#deps
    for (let address = this.#address(); address !== null; address = this.#address()) {
      try {
        await this.#sendTo(address)
      } catch (error) {
        this.#events.onLine(`The test signal made a mistake and begins anew: ${String(error)}`)
        await clock.sleep(pauseBetweenLivesMs, this.#bell.signal)
      }
    }
    this.#events.onEnd()
  }

  /** Runs FFmpeg once, until it is to send elsewhere or not at all, or ends by itself. */
  async #sendTo(address: string): Promise<void> {
    const { clock, startProcess, ffmpegBin, closing } = this.#deps
    const isWanted = () => this.#address() === address
    this.#encoder ??= videoEncoder(await encodersOf(this.#deps, closing))
    if (!isWanted()) return
    // What it says when it is ended is no fault.
    const onStderr = (line: string) => {
      if (isWanted()) this.#events.onLine(line)
    }
    const running = startProcess({ file: ffmpegBin, args: [...picture, ...this.#encoder, ...encoding, address], onStderr })
    let end = null as ProcessEnd | null
    void running.ended.then((how) => {
      end = how
      this.#bell.ring()
    })
    const isOver = () => end !== null || !isWanted()
    for (let change = this.#bell.signal; !isOver(); change = this.#bell.signal)
      await clock.sleep(this.#wish!.endsAt - clock.now(), change)
    if (!isWanted()) return stopProcess(running, clock)
    const how = end?.startError ? `FFmpeg could not be started (${end.startError})` : 'The test signal ended by itself'
    this.#events.onLine(`${how}; starting it again`)
    await clock.sleep(pauseBetweenLivesMs, this.#bell.signal)
  }

  /** Where it is to send now, or null. */
  #address(): string | null {
    const { clock, closing, feedHost } = this.#deps
    if (this.#wish === null || closing.aborted || clock.now() >= this.#wish.endsAt) return null
    return addressOf(this.#wish.target, feedHost ?? null)
  }
}

/** 640x360 takes a twelfth of a core; 720p would take a fifth. */
const picture = [
  ...['-nostdin', '-hide_banner', '-loglevel', 'error'],
  // They are drawn, from nowhere.
  ...[...through('none'), '-re', '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25'],
  ...[...through('none'), '-re', '-f', 'lavfi', '-i', 'sine=frequency=1000:sample_rate=48000'],
]

const encoding = [
  ...['-pix_fmt', 'yuv420p', '-g', '25', '-bf', '0', '-threads', '1'],
  ...['-b:v', '1200k', '-maxrate', '1200k', '-bufsize', '1200k'],
  ...['-c:a', 'aac', '-b:a', '96k', '-ac', '2'],
  ...['-flush_packets', '1', '-f', 'mpegts', ...through('udp')],
]

/** `feedHost`: the machine that listens there; null: this one. */
function addressOf({ listenAddress, udpPort, multicastGroup }: Target, feedHost: string | null): string {
  if (multicastGroup !== null) {
    const from = listenAddress === '0.0.0.0' || feedHost !== null ? '' : `&localaddr=${listenAddress}`
    // It goes no further than it must.
    return `udp://${multicastGroup}:${udpPort}?pkt_size=1316&ttl=${feedHost === null ? 0 : 1}${from}`
  }
  const reachable = { '0.0.0.0': feedHost ?? '127.0.0.1', '::': feedHost ?? '::1' }[listenAddress] ?? listenAddress
  return `udp://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${udpPort}?pkt_size=1316`
}
