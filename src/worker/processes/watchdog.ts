import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import type { LogLevel } from '../../domain/log.ts'
import { findOnPath } from './process.ts'
import type { RunningProcess, StartProcess } from './process.ts'

const script = join(import.meta.dirname, 'watchdog.sh')
const feedEveryMs = 1000
/** Streams outlive a freeze of this server of half a minute. */
const usualPatienceMs = 45_000

export interface WatchdogDeps {
  clock: Clock
  /** Must not tie the watchdog to this process: it acts when this process has ended. */
  startProcess: StartProcess
  /** A shell whose `read` knows `-t`, with the arguments that come before the script. */
  shell: readonly string[]
  /** What the processes carry that it ends, `NAME=VALUE`. */
  marker: string
  /** See `Ownership`. */
  holdsForMs: () => number
  say: (level: LogLevel, text: string) => void
  /** How long this server may be frozen until its processes are ended; by default 45 s. */
  patienceMs?: number
}

/** A shell whose `read` has a time-out; null where there is none. */
export function findShell(path = process.env.PATH): readonly string[] | null {
  const bash = findOnPath('bash', path)
  if (bash !== null) return [bash]
  const busybox = findOnPath('busybox', path)
  return busybox === null ? null : [busybox, 'sh']
}

/**
 * A small process beside this one, fed by a pipe, that ends our processes when we are killed or frozen for too long. It is
 * started again when it ends by itself.
 */
export class Watchdog {
  readonly #deps: WatchdogDeps
  readonly #stopping = new AbortController()
  #process: RunningProcess | null = null
  #done = Promise.resolve()

  constructor(deps: WatchdogDeps) {
    this.#deps = deps
  }

  /** Null while it is being started. */
  get pid(): number | null {
    return this.#process?.pid ?? null
  }

  start(): void {
    this.#done = Promise.all([this.#watch(), this.#feed()]).then(() => {})
  }

  /** Once nothing is left to be ended. Resolves when it has exited. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#process?.write('end\n')
    await this.#done
  }

  async #watch(): Promise<void> {
    const { clock, startProcess, shell, marker, say } = this.#deps
    const { signal } = this.#stopping
    const [file = '', ...options] = shell
    const args = [...options, script, marker, String(this.#patienceSeconds())]
    const [name = '', value = ''] = marker.split('=')
    while (!signal.aborted) {
      let ended: string | null = null
      const onStdout = (line: string) => (ended = line)
      this.#process = startProcess({ file, args, env: { [name]: value }, listens: true, onStdout })
      const { startError } = await this.#process.ended
      if (signal.aborted) return
      if (startError !== null) say('ERROR', `The watchdog could not be started (${startError}); it is tried again`)
      else if (ended === null) say('WARNING', 'The watchdog ended; another one takes its place')
      else say('WARNING', `This server stood still for too long: the watchdog ended ${ended} of its processes`)
      await clock.sleep(feedEveryMs, signal)
    }
  }

  async #feed(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      this.#process?.write(`${this.#patienceSeconds()}\n`)
      await this.#deps.clock.sleep(feedEveryMs, signal)
    }
  }

  #patienceSeconds(): number {
    const { holdsForMs, patienceMs = usualPatienceMs } = this.#deps
    return Math.max(1, Math.floor(Math.min(patienceMs, holdsForMs()) / 1000))
  }
}
