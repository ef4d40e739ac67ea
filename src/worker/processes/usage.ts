import { readFileSync } from 'node:fs'
import type { Clock } from '../../domain/clock.ts'
import { parseProcessStat } from '../../domain/programs/processStat.ts'
import type { ProcessStat } from '../../domain/programs/processStat.ts'

/** To read is dear with a hundred processes, and nobody needs it newer. */
const keptMs = 1900

/** CPU and memory of one process, from /proc, up to two seconds old; nulls where the system does not show them. */
export class UsageMeter {
  readonly #pid: number
  readonly #clock: Clock
  #last: (ProcessStat & { at: number }) | null = null
  #cpuPercent: number | null = null

  constructor(pid: number, clock: Clock) {
    this.#pid = pid
    this.#clock = clock
  }

  /** Taken so far, when it was last read. */
  get cpuSeconds(): number {
    return this.#last?.cpuSeconds ?? 0
  }

  /** `cpuPercent` is of one core over the last two seconds; null at the first read. */
  read(): { cpuPercent: number | null; rssBytes: number | null } {
    const at = this.#clock.now()
    if (this.#last !== null && at - this.#last.at < keptMs) return { cpuPercent: this.#cpuPercent, rssBytes: this.#last.rssBytes }
    const stat = this.#stat()
    if (stat === null) return { cpuPercent: null, rssBytes: null }
    if (this.#last !== null) this.#cpuPercent = ((stat.cpuSeconds - this.#last.cpuSeconds) / (at - this.#last.at)) * 100_000
    this.#last = { ...stat, at }
    return { cpuPercent: this.#cpuPercent, rssBytes: stat.rssBytes }
  }

  #stat(): ProcessStat | null {
    try {
      return parseProcessStat(readFileSync(`/proc/${this.#pid}/stat`, 'latin1'))
    } catch {
      return null
    }
  }
}
