import type { Clock } from '../../domain/clock.ts'
import { ffmpegInput } from '../../domain/ffmpegInput.ts'
import { parseFfmpegLine } from '../../domain/programs/ffmpegLog.ts'
import type { FfmpegLine } from '../../domain/programs/ffmpegLog.ts'
import type { Track } from '../../domain/input.ts'
import { ProgressReader } from '../../domain/programs/progress.ts'
import type { Progress } from '../../domain/programs/progress.ts'
import type { Redactor } from '../../domain/redaction.ts'
import { LogLimiter } from '../../domain/logLimiter.ts'
import { stopProcess } from '../processes/process.ts'
import type { ProcessEnd, RunningProcess, StartProcess } from '../processes/process.ts'
import { ProcessSockets } from '../outputs/tcpQueue.ts'
import type { SocketSight } from '../outputs/tcpQueue.ts'
import type { TcpTable } from '../outputs/tcpTable.ts'
import { UsageMeter } from '../processes/usage.ts'

/** Lines of the end that are kept to find out its cause, and for how long: what was said long ago did not end it. */
const keptLines = 40
const keptMs = 15_000
/** A longer line is cut here for people, after its secrets were masked whole. */
const shownCharacters = 1000
/** How old what is known of the connections may be: to read it costs milliseconds. */
const socketsAgeMs = { usual: 2400, heldUp: 900, standing: 300, awaited: 200 }
const oldSightMs = 4000
/** Few processes leave so much unread for a moment. */
const heldUpBytes = 16_384

export interface LifeOptions {
  ffmpegBin: string
  readUrl: string
  /** What the feed carries. */
  tracks: readonly Track[]
  /** What stands behind the input. */
  outputArgs: readonly string[]
  /** What it reads beside its arguments; null: nothing. Holds secrets. */
  preset: string | null
  /** A pipe that it opens; null: none. */
  gate: number | null
  /** What the feed brings now. */
  inputBitrateBps: () => number
  /** It sends by a TCP connection. */
  sendsByTcp: boolean
  tcpTable: TcpTable
  clock: Clock
  redactor: Redactor
  startProcess: StartProcess
  /** `at` is when it was said, in monotonic milliseconds. */
  onProgress: (progress: Progress, at: number) => void
  onLine: (line: FfmpegLine & { repeated: number; dropped: number }) => void
  /** Each single line, not redacted. */
  onSaid?: ((text: string) => void) | undefined
}

/** One FFmpeg from start to end: says what it says and how it ended, and decides nothing. */
export class FfmpegLife {
  readonly startedAt: Date
  /** Resolves when it has exited; never rejects. */
  readonly ended: Promise<ProcessEnd>
  readonly readUrl: string
  readonly #process: RunningProcess
  readonly #options: LifeOptions
  readonly #lines: (FfmpegLine & { at: number })[] = []
  readonly #limiter: LogLimiter
  readonly #usage: UsageMeter | null
  readonly #sockets: ProcessSockets | null
  #sentBytes = 0
  #blockAt = 0
  #mediaTimeMs: number | null = null
  #rate: { at: number; bytes: number }[] = []

  constructor(options: LifeOptions) {
    const { ffmpegBin, readUrl, tracks, outputArgs, preset, gate, clock, startProcess, onLine } = options
    this.#options = options
    this.readUrl = readUrl
    this.#limiter = new LogLimiter(clock, (line) => onLine({ ...line, text: this.#shown(line.text) }))
    const progress = new ProgressReader()
    this.#process = startProcess({
      file: ffmpegBin,
      args: [...ffmpegInput(readUrl, tracks), ...outputArgs],
      hidden: preset,
      gate,
      isLimited: true,
      onStderr: (line) => this.#read(parseFfmpegLine(line)),
      onFd3: (text, ageMs) => progress.read(text, (block) => this.#take(block, clock.now() - ageMs)),
    })
    this.startedAt = this.#process.startedAt
    this.ended = this.#process.ended.then((end) => {
      this.#limiter.flush()
      return end
    })
    this.#usage = this.pid === null ? null : new UsageMeter(this.pid, clock)
    this.#sockets = this.pid === null ? null : new ProcessSockets(this.pid, readUrl, options.sendsByTcp, options.tcpTable)
  }

  get pid(): number | null {
    return this.#process.pid
  }

  /** By this process alone; of RTSP an estimate. */
  get sentBytes(): number {
    return this.#sentBytes
  }

  get mediaTimeMs(): number | null {
    return this.#mediaTimeMs
  }

  /** The last lines, redacted, newest last. `at` is in monotonic milliseconds. */
  lastLines(): (FfmpegLine & { at: number })[] {
    const since = this.#options.clock.now() - keptMs
    return this.#lines.filter(({ at }) => at >= since).map((line) => ({ ...line, text: this.#shown(line.text) }))
  }

  /** Over the last few seconds; 0 when no progress came in them. */
  bitrateBps(): number {
    const now = this.#options.clock.now()
    const first = this.#rate.find(({ at }) => now - at < 5000)
    const last = this.#rate.at(-1)
    if (!first || !last || last.at <= first.at || now - last.at > 2500) return 0
    return ((last.bytes - first.bytes) * 8000) / (last.at - first.at)
  }

  usage(): { cpuPercent: number | null; rssBytes: number | null } {
    return this.#usage?.read() ?? { cpuPercent: null, rssBytes: null }
  }

  /** See `UsageMeter`. */
  get cpuSeconds(): number {
    return this.#usage?.cpuSeconds ?? 0
  }

  /**
   * Whether the other side of its TCP connection has acknowledged bytes; null where the system does not show it. `onNews` is
   * called when that may be known better.
   */
  isAcknowledged(onNews: () => void): boolean | null {
    if (this.#sockets === null || !this.#sockets.areShown) return null
    const sight = this.#sockets.look()
    // What waited before cannot be compared with what was sent since.
    if (sight?.sending && sight.at >= this.#blockAt && sight.sending.queuedBytes < this.#sentBytes) return true
    void this.#options.tcpTable.refresh(socketsAgeMs.awaited)?.then(onNews)
    return false
  }

  /** What its connections showed within the last seconds; null: not known. `onNews` as above, when there is need to hurry. */
  sockets(onNews: () => void): SocketSight | null {
    if (this.#sockets === null || !this.#sockets.areShown) return null
    const sight = this.#sockets.look()
    const doubt = sight?.sending?.standsSince != null ? 'standing' : (sight?.unreadBytes ?? 0) >= heldUpBytes ? 'heldUp' : 'usual'
    const reading = this.#options.tcpTable.refresh(socketsAgeMs[doubt])
    if (doubt === 'standing') void reading?.then(onNews)
    return sight !== null && this.#options.clock.now() - sight.at < oldSightMs ? sight : null
  }

  /** Tells a repeat that was only counted so far. */
  flushLog(): void {
    this.#limiter.flush()
  }

  /** SIGTERM, SIGTERM, SIGKILL; resolves when it has exited. */
  stop(): Promise<void> {
    return stopProcess(this.#process, this.#options.clock)
  }

  /** At once, for a process that hangs: it would not hear anything else. */
  kill(): void {
    this.#process.signal('SIGKILL')
  }

  #shown(text: string): string {
    return this.#options.redactor.redact(text).slice(0, shownCharacters).toWellFormed()
  }

  #read(line: FfmpegLine): void {
    this.#lines.push({ ...line, at: this.#options.clock.now() })
    if (this.#lines.length > keptLines) this.#lines.shift()
    this.#limiter.push(line)
    this.#options.onSaid?.(line.text)
  }

  #take(block: Progress, at: number): void {
    if (block.mediaTimeMs !== null) {
      this.#blockAt = at
      // FFmpeg does not count what its RTSP sender sends: it is about what the feed brings.
      const seconds = (at - (this.#rate.at(-1)?.at ?? at)) / 1000
      this.#sentBytes = block.sentBytes ?? this.#sentBytes + Math.round((seconds * this.#options.inputBitrateBps()) / 8)
      this.#rate.push({ at, bytes: this.#sentBytes })
      if (this.#rate.length > 10) this.#rate.shift()
    }
    this.#mediaTimeMs = block.mediaTimeMs ?? this.#mediaTimeMs
    this.#options.onProgress(block, at)
  }
}
