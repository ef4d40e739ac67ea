import { stat, truncate } from 'node:fs/promises'
import TailFile from '@logdna/tail-file'
import type { Clock } from '../../domain/clock.ts'
import { readLines } from '../processes/lines.ts'

const lookEveryMs = 200
const openAgainMs = 2000
const weighEveryMs = 10_000

export interface LogFileEvents {
  onLine(line: string): void
  /** `problem`: the system's word for why it cannot be read, such as EACCES; null: it can. Told once for each change. */
  onChange(problem: string | null): void
  /** `problem`: why it cannot be emptied although it is too long; null: it can. Told once for each change. */
  onWeighed?(problem: string | null): void
}

/** A log that another program writes: read from its present end on, through rotation and truncation. */
export class LogFile {
  readonly #path: string
  readonly #clock: Clock
  readonly #events: LogFileEvents
  readonly #limitBytes: number | null
  readonly #stopping = new AbortController()
  #problem: string | null | undefined
  #weight: string | null = null
  #finished: Promise<unknown> = Promise.resolve()

  /** `limitBytes`: emptied once it is longer; null: never. */
  constructor(path: string, clock: Clock, events: LogFileEvents, limitBytes: number | null = null) {
    this.#path = path
    this.#clock = clock
    this.#events = events
    this.#limitBytes = limitBytes
  }

  start(): void {
    this.#finished = Promise.all([this.#follow(), this.#limitBytes !== null && this.#weigh(this.#limitBytes)])
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#finished
  }

  /** What it holds was read long ago: the newest fifth of a second alone may be lost. */
  async #weigh(limitBytes: number): Promise<void> {
    const stop = this.#stopping.signal
    while (!stop.aborted) {
      const problem = await this.#emptyBeyond(limitBytes)
      if (problem !== this.#weight && !stop.aborted) this.#events.onWeighed?.(problem)
      this.#weight = problem
      await this.#clock.sleep(weighEveryMs, stop)
    }
  }

  async #emptyBeyond(limitBytes: number): Promise<string | null> {
    const size = await stat(this.#path).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    )
    if (size <= limitBytes) return null
    return truncate(this.#path).then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code ?? String(error),
    )
  }

  async #follow(): Promise<void> {
    const stop = this.#stopping.signal
    // What was written before we came is history; a file that was not there then is news.
    let startPos: number | null = null
    while (!stop.aborted) {
      const problem = await this.#read(startPos)
      this.#tell(problem)
      startPos = problem === 'ENOENT' ? 0 : null
      await this.#clock.sleep(openAgainMs, stop)
    }
  }

  /** Resolves with why it ended; null when that was wished. */
  async #read(startPos: number | null): Promise<string | null> {
    const stop = this.#stopping.signal
    const tail = new TailFile(this.#path, {
      ...(startPos === null ? {} : { startPos }),
      ...{ pollFileIntervalMs: lookEveryMs, pollFailureRetryMs: lookEveryMs },
      // A rotation may leave a moment without a file, and a MediaMTX that is down makes none.
      maxPollFailures: Number.MAX_SAFE_INTEGER,
    })
    const ended = Promise.withResolvers<string | null>()
    const end = () => ended.resolve(null)
    tail.on('error', (error: NodeJS.ErrnoException) => ended.resolve(error.code ?? error.message))
    tail.on('retry', () => this.#tell('ENOENT'))
    tail.on('flush', () => this.#tell(null))
    stop.addEventListener('abort', end, { once: true })
    readLines(tail, this.#events.onLine)
    try {
      await tail.start()
      const why = await ended.promise
      await tail.quit().catch(() => {})
      return why
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? String(error)
    } finally {
      stop.removeEventListener('abort', end)
    }
  }

  #tell(problem: string | null): void {
    if (problem === this.#problem || this.#stopping.signal.aborted) return
    this.#problem = problem
    this.#events.onChange(problem)
  }
}
