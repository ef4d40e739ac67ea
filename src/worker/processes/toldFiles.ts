import { closeSync, fstatSync, ftruncateSync, readSync } from 'node:fs'
import { openNameless } from './hiddenText.ts'

const everyMs = 500
/** What a child says first is waited for. */
const soonMs = 100
const youngMs = 10_000
/** What was read is of no use: a file that is so long is emptied. */
const longestBytes = 16_384

/** Some text, ASCII, that was written `ageMs` ago. */
export type OnTold = (text: string, ageMs: number) => void

interface ToldFile {
  file: number
  onTold: OnTold
  openedAt: number
  readBytes: number
  /** Monotonic milliseconds. */
  readAt: number
}

/**
 * What children write to files without a name, read of all of them at one go. Fifty pipes that speak once a second would wake
 * a process that sleeps fifty times, and each time that costs many times what there is to do.
 */
export class ToldFiles {
  readonly #files = new Set<ToldFile>()
  readonly #buffer = Buffer.allocUnsafeSlow(longestBytes)
  #timer: NodeJS.Timeout | undefined
  /** When the files are read next, monotonic milliseconds. */
  #dueAt = Number.POSITIVE_INFINITY

  /** A file for a child to write to. `end` reads what is left, and closes it. Throws what Node throws. */
  open(onTold: OnTold): { file: number; end: () => void } {
    const now = performance.now()
    // The child appends: so a file may be emptied under it.
    const told = { file: openNameless('ax+'), onTold, openedAt: now, readBytes: 0, readAt: now }
    this.#files.add(told)
    this.#schedule(soonMs)
    return { file: told.file, end: () => this.#end(told) }
  }

  #end(told: ToldFile): void {
    if (!this.#files.delete(told)) return
    this.#read(told)
    closeSync(told.file)
  }

  /** Never later than it was: many that begin one after the other would put it off for ever. */
  #schedule(ms: number): void {
    const dueAt = performance.now() + ms
    if (dueAt >= this.#dueAt) return
    this.#dueAt = dueAt
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#readAll(), ms)
  }

  #readAll(): void {
    this.#dueAt = Number.POSITIVE_INFINITY
    let isOneYoung = false
    for (const told of this.#files) {
      this.#read(told)
      isOneYoung ||= told.readAt - told.openedAt < youngMs
    }
    if (this.#files.size > 0) this.#schedule(isOneYoung ? soonMs : everyMs)
  }

  #read(told: ToldFile): void {
    const before = told.readAt
    told.readAt = performance.now()
    const { size, mtimeMs } = fstatSync(told.file)
    if (size === told.readBytes) return
    // The clock of the file is one that may be set.
    const ageMs = Math.min(Math.max(0, Date.now() - mtimeMs), told.readAt - before)
    let text = ''
    while (told.readBytes < size) {
      const length = readSync(told.file, this.#buffer, 0, Math.min(longestBytes, size - told.readBytes), told.readBytes)
      if (length === 0) break
      told.readBytes += length
      text += this.#buffer.toString('latin1', 0, length)
    }
    if (size >= longestBytes) {
      ftruncateSync(told.file, 0)
      told.readBytes = 0
    }
    told.onTold(text, ageMs)
  }
}
