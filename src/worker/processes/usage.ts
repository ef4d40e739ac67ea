import { readFileSync } from 'node:fs'
import type { Clock } from '../../domain/clock.ts'
import { parseProcessStat } from '../../domain/processStat.ts'
import type { ProcessStat } from '../../domain/processStat.ts'

/** CPU and memory of one process, from /proc; nulls where the system does not show them. */
export class UsageMeter {
  readonly #pid: number
  readonly #clock: Clock
  #last: { at: number; cpuSeconds: number } | null = null
  #cpuPercent: number | null = null

  constructor(pid: number, clock: Clock) {
    this.#pid = pid
    this.#clock = clock
  }

  /** `cpuPercent` is of one core since the last read; null at the first. */
  read(): { cpuPercent: number | null; rssBytes: number | null } {
    const stat = this.#stat()
    if (stat === null) return { cpuPercent: null, rssBytes: null }
    const { cpuSeconds, rssBytes } = stat
    const at = this.#clock.now()
    if (this.#last !== null && at > this.#last.at) {
      this.#cpuPercent = ((cpuSeconds - this.#last.cpuSeconds) / (at - this.#last.at)) * 100_000
    }
    this.#last = { at, cpuSeconds }
    return { cpuPercent: this.#cpuPercent, rssBytes }
  }

  #stat(): ProcessStat | null {
    try {
      return parseProcessStat(readFileSync(`/proc/${this.#pid}/stat`, 'latin1'))
    } catch {
      return null
    }
  }
}
