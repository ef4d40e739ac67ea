import { bookOf } from '../../domain/log.ts'
import type { LogLine } from '../../domain/log.ts'

/** Stored lines that stay in memory, so that who reads along seldom asks the database. */
const kept = 2000

/** What may wait to be stored while the database takes nothing: lines, and characters in them. */
const mostWaiting = 10_000
const mostWaitingCharacters = 8_000_000

/**
 * The end of the log in memory, oldest line first: some that are stored, then all that wait to be. When too many wait the
 * oldest are lost, which the next line of the same book tells in `dropped`.
 */
export class Tail {
  #lines: LogLine[] = []
  /** At the end of `#lines`. */
  #waiting = 0
  #waitingCharacters = 0
  /** The first of those that wait. */
  #inHand = 0
  #floor: number
  #storedUpTo: number
  readonly #lost = new Map<string, number>()

  constructor(lastId: number) {
    this.#floor = lastId
    this.#storedUpTo = lastId
  }

  /** Every line with a greater id is here, but for lost ones. */
  get floor(): number {
    return this.#floor
  }

  /** Lines up to this id are in the database, and only these. */
  get storedUpTo(): number {
    return this.#storedUpTo
  }

  get waiting(): number {
    return this.#waiting
  }

  /** Its id must be greater than all before. Returns it as it is kept, with earlier losses told. */
  add(line: LogLine): LogLine {
    const book = bookOf(line)
    const told = withLost(line, this.#lost.get(book) ?? 0)
    this.#lost.delete(book)
    this.#lines.push(told)
    this.#waiting++
    this.#waitingCharacters += told.text.length
    while (this.#isTooMuch() && this.#waiting > this.#inHand + 1) this.#loseOldest()
    return told
  }

  /** Lines with a greater id, oldest first. */
  after(id: number): LogLine[] {
    const before = this.#lines.findLastIndex((line) => Number(line.id) <= id)
    return this.#lines.slice(before + 1)
  }

  /** The oldest that wait. They stay as they are until `put` is called. */
  take(most: number): LogLine[] {
    const begin = this.#lines.length - this.#waiting
    const taken = this.#lines.slice(begin, begin + most)
    this.#inHand = taken.length
    return taken
  }

  /** Whether the lines that were taken last are stored now. */
  put(isStored: boolean): void {
    const begin = this.#lines.length - this.#waiting
    const taken = this.#lines.slice(begin, begin + this.#inHand)
    this.#inHand = 0
    const last = taken.at(-1)
    if (!isStored || last === undefined) return
    this.#waiting -= taken.length
    this.#waitingCharacters -= charactersOf(taken)
    this.#storedUpTo = Number(last.id)
    const [newestGone] = this.#lines.splice(0, Math.max(0, begin + taken.length - kept)).slice(-1)
    if (newestGone) this.#floor = Number(newestGone.id)
  }

  /** Lets go of all lines of a book, but for those that are being stored. */
  forget(book: string): void {
    const begin = this.#lines.length - this.#waiting
    const isKept = (line: LogLine) => bookOf(line) !== book
    const stored = this.#lines.slice(0, begin).filter(isKept)
    const inHand = this.#lines.slice(begin, begin + this.#inHand)
    const waiting = [...inHand, ...this.#lines.slice(begin + this.#inHand).filter(isKept)]
    this.#lines = [...stored, ...waiting]
    this.#waiting = waiting.length
    this.#waitingCharacters = charactersOf(waiting)
    this.#lost.delete(book)
  }

  #isTooMuch(): boolean {
    return this.#waiting > mostWaiting || this.#waitingCharacters > mostWaitingCharacters
  }

  #loseOldest(): void {
    const index = this.#lines.length - this.#waiting + this.#inHand
    const [lost] = this.#lines.splice(index, 1)
    if (lost === undefined) return
    this.#waiting--
    this.#waitingCharacters -= lost.text.length
    const book = bookOf(lost)
    const count = lost.dropped + lost.repeated + 1
    const next = this.#lines.findIndex((line, at) => at >= index && bookOf(line) === book)
    const heir = this.#lines[next]
    if (heir) this.#lines[next] = withLost(heir, count)
    else this.#lost.set(book, count)
  }
}

function withLost(line: LogLine, lost: number): LogLine {
  return lost === 0 ? line : { ...line, dropped: line.dropped + lost }
}

function charactersOf(lines: readonly LogLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0)
}
