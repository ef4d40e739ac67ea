import { constants, setPriority } from 'node:os'
import type { Clock } from '../../domain/clock.ts'
import { through } from '../../domain/protocols/ffmpegOutput.ts'
import { visible } from '../../domain/visible.ts'
import { Bell } from '../bell.ts'
import type { ProcessEnd, RunningProcess, StartProcess } from '../processes/process.ts'
import { readPictures, sizeOf } from './jpegs.ts'

export interface StillRunDeps {
  clock: Clock
  startProcess: StartProcess
  ffmpegBin: string
}

/** A picture as FFmpeg made it. */
export interface Picture {
  jpeg: Buffer
  /** When it arrived with the feed. */
  takenAt: Date
  width: number
  height: number
}

/** Wider than a tile: sharp screens have more pixels. */
const mostWidth = 480
/** Shorter than the time that is promised: the next key frame may be seconds away. */
const leastSeconds = 3.9
/**
 * Of a feed with a key frame every 10 s, whose decoder holds back two pictures, the first one comes after 30 s. Later: it hangs.
 */
const patienceMs = 35_000
/** Characters of what FFmpeg says. */
const longestComplaint = 1000
/** For a further one; or three times as long as the last one took. */
const leastPatienceMs = 15_000

/** One FFmpeg that reads a feed and makes a small JPEG of a key frame every five seconds, until it is ended. */
export class StillRun {
  /** Resolves once it has exited, with why it did; null: it was ended from here. */
  readonly ended: Promise<string | null>
  /** How many it has made. */
  pictures = 0
  readonly #clock: Clock
  readonly #process: RunningProcess
  readonly #onPicture: (picture: Picture) => void
  readonly #progress = new Bell()
  /** Monotonic milliseconds of the last picture, or of the start. */
  #lastAt: number
  #patienceMs = patienceMs
  #arrivedAt: number | null = null
  #complaint: string | null = null
  #isUnwanted = false

  constructor({ clock, startProcess, ffmpegBin }: StillRunDeps, readUrl: string, onPicture: (picture: Picture) => void) {
    this.#clock = clock
    this.#lastAt = clock.now()
    this.#onPicture = onPicture
    const take = readPictures((jpeg) => this.#take(jpeg))
    this.#process = startProcess({
      file: ffmpegBin,
      args: argumentsFor(readUrl),
      isLimited: true,
      onStdoutBytes: (chunk) => {
        if (!take(chunk)) this.#end('FFmpeg gave no picture')
      },
      onStderr: (line) => this.#hear(line),
    })
    yieldTo(this.#process.pid)
    this.ended = this.#watch()
  }

  /** Null when it could not be started. */
  get pid(): number | null {
    return this.#process.pid
  }

  /** Ends it; nothing of it is told any more. */
  end(): void {
    this.#isUnwanted = true
    this.#process.signal('SIGKILL')
  }

  async #watch(): Promise<string | null> {
    const exited = new AbortController()
    void this.#process.ended.then(() => exited.abort())
    while (!exited.signal.aborted) {
      const [pictures, patience] = [this.pictures, this.#patienceMs]
      await this.#clock.sleep(patience, AbortSignal.any([exited.signal, this.#progress.signal]))
      if (pictures === this.pictures && !exited.signal.aborted)
        this.#end(`no key frame came within ${Math.round(patience / 1000)} s`)
    }
    const how = await this.#process.ended
    return this.#isUnwanted ? null : (this.#complaint ?? ending(how))
  }

  #end(complaint: string): void {
    this.#complaint = complaint
    this.#process.signal('SIGKILL')
  }

  #hear(line: string): void {
    const time = /showinfo.* pts: *(\d+)/.exec(line)?.[1]
    if (time !== undefined) this.#arrivedAt = Number(time)
    else if (/\[(?:error|fatal)\]/.test(line)) {
      const words = line.slice(0, longestComplaint).replace(/\[[^\]]{0,80}@ 0x[^\]]{0,80}\] |\[(?:error|fatal)\] /g, '')
      this.#complaint = visible(words).toWellFormed()
    }
  }

  #take(jpeg: Buffer): void {
    const size = sizeOf(jpeg)
    if (this.#isUnwanted || size === null) return
    const now = this.#clock.date()
    const heldMs = now.getTime() - (this.#arrivedAt ?? Number.NaN)
    // Now and then FFmpeg finds no time for the first one, and the clock of this machine may have been set meanwhile.
    const takenAt = heldMs >= 0 && heldMs < patienceMs ? new Date(now.getTime() - heldMs) : now
    this.pictures += 1
    this.#patienceMs = Math.max(leastPatienceMs, 3 * (this.#clock.now() - this.#lastAt))
    this.#lastAt = this.#clock.now()
    this.#complaint = null
    this.#progress.ring()
    this.#onPicture({ jpeg, takenAt, ...size })
  }
}

function argumentsFor(readUrl: string): string[] {
  const width = `trunc(min(${mostWidth}\\,iw*sar)/2)*2`
  const filters = [
    `select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,${leastSeconds})`,
    // By the shape that the feed is shown in, not by its pixels, which need not be square.
    `scale=w=${width}:h=trunc(min(${mostWidth}\\,iw*sar)/dar/2)*2`,
    'setsar=1',
    'format=yuvj420p',
    // The only way to learn when a picture arrived; in milliseconds, since older ones round the seconds.
    'settb=1/1000',
    'showinfo=checksum=0',
  ]
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'repeat+level+info', '-nostats'],
    ...['-threads', '1', '-skip_frame', 'nokey', '-skip_loop_filter', 'all', '-use_wallclock_as_timestamps', '1'],
    ...['-analyzeduration', '1000000', '-probesize', '1000000', '-allowed_media_types', 'video'],
    ...['-rtsp_transport', 'tcp', '-timeout', '5000000', ...through('tcp'), '-i', readUrl],
    ...['-map', '0:v:0', '-copyts', '-fps_mode', 'passthrough', '-filter_threads', '1', '-vf', filters.join(',')],
    ...['-c:v', 'mjpeg', '-threads', '1', '-q:v', '5', '-flush_packets', '1', '-f', 'mpjpeg', ...through('pipe'), 'pipe:1'],
  ]
}

/** Outputs come first when the processor is short. */
function yieldTo(pid: number | null): void {
  if (pid === null) return
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // It has ended already.
  }
}

function ending({ code, signal, startError }: ProcessEnd): string {
  if (startError !== null) return `FFmpeg could not be started (${startError})`
  return signal === null ? `FFmpeg ended with exit code ${code}` : `FFmpeg ended by ${signal}`
}
