import { closeSync, openSync, readSync } from 'node:fs'
import { availableParallelism, freemem, totalmem } from 'node:os'
import type { Machine } from '../domain/machine.ts'

const statFile = '/proc/stat'
/** The line of all cores together comes first, and is shorter than this. */
const lineBytes = 256

/** How busy the machine is. Where the system has no `/proc/stat` its processors are not known. */
export class MachineWatch {
  readonly #buffer = Buffer.alloc(lineBytes)
  readonly #cores = availableParallelism()
  readonly #memoryBytes = totalmem()
  #before: { busy: number; all: number } | null = null
  #cpuPercent: number | null = null
  #memoryUsedBytes = 0

  /** To be called now and then: processors are told as the mean since the call before. */
  measure(): void {
    this.#memoryUsedBytes = this.#memoryBytes - freemem()
    const now = this.#readTimes()
    const before = this.#before
    this.#before = now
    if (now === null) this.#cpuPercent = null
    else if (before !== null && now.all > before.all) {
      this.#cpuPercent = Math.round((1000 * (now.busy - before.busy)) / (now.all - before.all)) / 10
    }
  }

  now(diskBytes: number): Machine {
    return {
      ...{ cores: this.#cores, cpuPercent: this.#cpuPercent },
      ...{ memoryBytes: this.#memoryBytes, memoryUsedBytes: this.#memoryUsedBytes, diskBytes },
    }
  }

  #readTimes(): { busy: number; all: number } | null {
    try {
      const file = openSync(statFile, 'r')
      try {
        return busyTimes(this.#buffer.toString('latin1', 0, readSync(file, this.#buffer, 0, lineBytes, 0)))
      } finally {
        closeSync(file)
      }
    } catch {
      // another system, or no file may be opened any more
      return null
    }
  }
}

/** Of the first line of `/proc/stat`: time in which something ran, and all time. Null: it is none. */
export function busyTimes(text: string): { busy: number; all: number } | null {
  const times = /^cpu +([\d ]+)/.exec(text)?.[1]?.trim().split(' ').map(Number)
  if (times === undefined || times.length < 8) return null
  // user, nice, system, idle, iowait, irq, softirq, steal; guests count within user
  const all = times.slice(0, 8).reduce((sum, time) => sum + time, 0)
  return { busy: all - (times[3] ?? 0) - (times[4] ?? 0), all }
}
