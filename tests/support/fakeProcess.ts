import type { ProcessEnd, ProcessOptions, RunningProcess, StartProcess } from '../../src/worker/processes/process.ts'

/** A process that a test plays: it says and does what the test tells it. */
export class FakeProcess implements RunningProcess {
  readonly pid: number
  readonly startedAt = new Date(0)
  readonly ended: Promise<ProcessEnd>
  readonly options: ProcessOptions
  readonly signals: NodeJS.Signals[] = []
  isGone = false
  #resolve: (end: ProcessEnd) => void = () => {}
  readonly #ignores: boolean

  constructor(pid: number, options: ProcessOptions, ignoresSigterm: boolean) {
    this.pid = pid
    this.options = options
    this.#ignores = ignoresSigterm
    this.ended = new Promise((resolve) => (this.#resolve = resolve))
  }

  signal(signal: NodeJS.Signals): void {
    if (this.isGone) return
    this.signals.push(signal)
    if (signal === 'SIGKILL') this.end({ signal })
    else if (!this.#ignores) this.end({ code: 255 })
  }

  write(): void {}

  end(end: Partial<ProcessEnd> = {}): void {
    this.isGone = true
    this.#resolve({ code: null, signal: null, startError: null, ...end })
  }

  /** A block of `-progress`. */
  progress(mediaTimeMs: number, sentBytes: number): void {
    this.options.onFd3?.(`total_size=${sentBytes}\nout_time_us=${mediaTimeMs * 1000}\nprogress=continue\n`, 0)
  }

  say(line: string): void {
    this.options.onStderr?.(line)
  }
}

/** Starts fake processes and remembers them, oldest first. */
export function fakeStarter(options: { ignoresSigterm?: boolean } = {}): { started: FakeProcess[]; startProcess: StartProcess } {
  const started: FakeProcess[] = []
  return {
    started,
    // Pids beyond the largest that Linux gives, so that nothing real is ever looked at.
    startProcess: (processOptions) => {
      const process = new FakeProcess(5_000_000 + started.length, processOptions, options.ignoresSigterm ?? false)
      started.push(process)
      return process
    },
  }
}
