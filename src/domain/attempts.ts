import { backoffMs } from './backoff.ts'
import type { Clock, Random } from './clock.ts'
import { failedAtOnce, neverRetried, nextFailure } from './failure.ts'
import type { Cause, Failure } from './failure.ts'

/** Failed attempts in a row after which an output is called FAILED, though it goes on trying. */
const failedAfter = 5
/**
 * What answered a look and refused the sender right after takes one connection and then ends, as a player that listens
 * does: the next attempts leave it to the sender, so that whoever starts it again has the time to.
 */
const leftAloneFor = 5

export interface AttemptSettings {
  /** Cap of the delay between attempts, seconds. */
  reconnectDelaySeconds: number
  /** Failed attempts after the first; 0: for ever. */
  maxReconnectAttempts: number
}

/** How an attempt ended. */
export interface AttemptEnd {
  /** The sender had served its destination. */
  wasLive: boolean
  /** A look found that the destination answers, and the sender was started. */
  followedLook: boolean
  /** A look found nothing that answers, and no sender was started. */
  nothingAnswered: boolean
}

/** What went wrong with one output since it last was well, and what follows from it for the next attempt. */
export class Attempts {
  readonly #clock: Clock
  readonly #random: Random
  #attempt = 0
  #failuresInRow = 0
  #failingSince: number | null = null
  #failure: Failure | null = null
  #notBefore = 0
  #nothingAnswered = false
  /** So many attempts go without a look. */
  #withoutLook = 0

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  /** Failed attempts since the sender last was live for 30 s. */
  get attempt(): number {
    return this.#attempt
  }

  get failure(): Failure | null {
    return this.#failure
  }

  /**
   * Whether the next attempt looks for an answer before a sender is started: not the first one, nor when the sender died
   * by itself, which tells nothing of the destination, nor when the last look may have been what made the sender fail.
   */
  get isLookDue(): boolean {
    return this.#failure !== null && this.#failure.code !== 'PROGRAM_DIED' && this.#withoutLook === 0
  }

  /** The last attempt found nothing that answers. */
  get awaitsAnswer(): boolean {
    return this.#failure !== null && this.#nothingAnswered
  }

  /** Monotonic milliseconds before which nothing is started. */
  get notBefore(): number {
    return this.#notBefore
  }

  get isAnyToForget(): boolean {
    return this.#failuresInRow > 0
  }

  /** Attempts are used up, or the cause is one that trying again does not mend. */
  isOver({ maxReconnectAttempts }: AttemptSettings): boolean {
    if (this.#failure === null) return false
    return neverRetried.has(this.#failure.code) || (maxReconnectAttempts > 0 && this.#attempt > maxReconnectAttempts)
  }

  /**
   * Counts one more end. A first drop from live is no failed attempt. Returns when the next attempt is due, null when
   * none will be made, and whether this is more than a drop.
   */
  fail(
    cause: Cause,
    { wasLive, followedLook, nothingAnswered }: AttemptEnd,
    settings: AttemptSettings,
  ): { failure: Failure; nextAttemptAt: Date | null; isFailed: boolean } {
    const now = this.#clock.now()
    const date = this.#clock.date()
    if (!wasLive || this.#failuresInRow > 0) this.#attempt += 1
    if (!wasLive) this.#countLooks(cause, followedLook)
    this.#nothingAnswered = nothingAnswered
    this.#failuresInRow += 1
    this.#failingSince ??= now
    this.#failure = nextFailure(this.#failure, cause, date)
    const delayMs = backoffMs(
      {
        failuresInRow: this.#failuresInRow,
        failingForMs: now - this.#failingSince,
        capMs: settings.reconnectDelaySeconds * 1000,
      },
      this.#random,
    )
    this.#notBefore = now + delayMs
    const isOver = this.isOver(settings)
    return {
      failure: this.#failure,
      nextAttemptAt: isOver ? null : new Date(date.getTime() + delayMs),
      isFailed: isOver || failedAtOnce.has(cause.code) || this.#attempt >= failedAfter,
    }
  }

  /** The output is as wished, or waits for something else: no failure stands. */
  clearFailure(): void {
    this.#failure = null
    this.#notBefore = 0
  }

  /** The next attempt at once. */
  hasten(): void {
    this.#notBefore = Math.min(this.#notBefore, this.#clock.now())
  }

  /** The next start not before so many milliseconds from now. */
  pause(ms: number): void {
    this.#notBefore = this.#clock.now() + ms
  }

  /** It has been well for long enough. */
  forget(): void {
    this.#attempt = 0
    this.#failuresInRow = 0
    this.#failingSince = null
  }

  /** A person acted: as if nothing had been tried. */
  startAnew(): void {
    this.forget()
    this.clearFailure()
    this.#withoutLook = 0
  }

  #countLooks({ code }: Cause, followedLook: boolean): void {
    if (followedLook) this.#withoutLook = code === 'REFUSED' ? leftAloneFor : 1
    else this.#withoutLook = Math.max(0, this.#withoutLook - 1)
  }
}
