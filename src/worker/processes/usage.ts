import { readFileSync } from 'node:fs'
import type { Clock } from '../../domain/clock.ts'

/** Linux counts CPU time in hundredths of a second for programs to read, whatever its own clock. */
const ticksPerSecond = 100
const pageBytes = 4096

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
    let fields: string[]
    try {
      // Behind the program's name, which stands in parentheses and may hold spaces.
      const stat = readFileSync(`/proc/${this.#pid}/stat`, 'latin1')
      fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    } catch {
      return { cpuPercent: null, rssBytes: null }
    }
    const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
    const at = this.#clock.now()
    if (this.#last !== null && at > this.#last.at) {
      this.#cpuPercent = ((cpuSeconds - this.#last.cpuSeconds) / (at - this.#last.at)) * 100_000
    }
    this.#last = { at, cpuSeconds }
    return { cpuPercent: this.#cpuPercent, rssBytes: Number(fields[21]) * pageBytes }
  }
}
