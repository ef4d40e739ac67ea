import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import type { Clock } from '../../domain/clock.ts'

/** An answer serves for so long: fifty outputs of one host ask once when they look together. */
const keptMs = 1000
/** That there is none serves for longer: name servers keep it for minutes. */
const noneKeptMs = 5000
/** The runtime lends questions for names two of its threads; the others belong to files. */
const mostAtATime = 2
/** A question that took longer than any look waits. */
const slowMs = 3000
/** Of those at a time, so many at most for names that were slow: the others must not wait for them. */
const mostSlowAtATime = 1

type Ask = (host: string) => Promise<LookupAddress[]>

interface Question {
  host: string
  isSlow: boolean
  begin: () => void
}

/**
 * Looks names up as FFmpeg does: by the system, its hosts file included. Such a question holds a thread until it is
 * answered and cannot be taken back, which where a name server is silent takes up to half a minute.
 */
export class Names {
  readonly #clock: Clock
  readonly #ask: Ask
  readonly #answers = new Map<string, Promise<LookupAddress[]>>()
  readonly #lastKnown = new Map<string, LookupAddress[]>()
  readonly #slow = new Set<string>()
  readonly #waiting: Question[] = []
  #running = 0
  #slowRunning = 0

  constructor(clock: Clock, ask: Ask = (host) => lookup(host, { all: true, order: 'verbatim' })) {
    this.#clock = clock
    this.#ask = ask
  }

  /** Rejects with the error of the system, whose `code` says what it means. */
  resolve(host: string): Promise<LookupAddress[]> {
    const known = this.#answers.get(host)
    if (known) return known
    const answer = this.#answered(host)
    this.#answers.set(host, answer)
    const keep = (ms: number) => this.#clock.sleep(ms).then(() => this.#answers.delete(host))
    answer.then(
      (addresses) => {
        this.#lastKnown.set(host, addresses)
        void keep(keptMs)
      },
      () => void keep(noneKeptMs),
    )
    return answer
  }

  /** What the last answer was that told any, for when none comes in time. */
  lastKnown(host: string): LookupAddress[] | null {
    return this.#lastKnown.get(host) ?? null
  }

  /** Whether the question for this name waits for others to be answered, and was not asked yet. */
  isWaiting(host: string): boolean {
    return this.#waiting.some((question) => question.host === host)
  }

  async #answered(host: string): Promise<LookupAddress[]> {
    const isSlow = this.#slow.has(host)
    await new Promise<void>((begin) => {
      this.#waiting.push({ host, isSlow, begin })
      this.#beginNext()
    })
    const began = this.#clock.now()
    try {
      return await this.#ask(host)
    } finally {
      if (this.#clock.now() - began > slowMs) this.#slow.add(host)
      else this.#slow.delete(host)
      this.#running--
      if (isSlow) this.#slowRunning--
      this.#beginNext()
    }
  }

  #beginNext(): void {
    if (this.#running >= mostAtATime) return
    const at = this.#waiting.findIndex(({ isSlow }) => !isSlow || this.#slowRunning < mostSlowAtATime)
    const [next] = at < 0 ? [] : this.#waiting.splice(at, 1)
    if (!next) return
    this.#running++
    if (next.isSlow) this.#slowRunning++
    next.begin()
  }
}
