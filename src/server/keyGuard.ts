import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../domain/clock.ts'

/** So many wrong keys from one address are answered within `windowMs`; more are told to wait. */
const allowance = 20
const windowMs = 60_000

/** Addresses remembered at once, so that an attacker with many cannot fill our memory. */
const mostAddresses = 10_000

/** `retryAfterSeconds` is null while wrong keys are still simply refused. */
export type KeyVerdict = { right: true } | { right: false; retryAfterSeconds: number | null }

/** Knows the API key and who guesses at it. */
export class KeyGuard {
  readonly #digest: Buffer
  readonly #metricsDigest: Buffer | null
  readonly #clock: Clock
  /** Moments of wrong keys by address, oldest first. */
  readonly #wrong = new Map<string, number[]>()

  constructor(apiKey: string, clock: Clock, metricsToken: string | null = null) {
    this.#digest = digest(apiKey)
    this.#metricsDigest = metricsToken === null ? null : digest(metricsToken)
    this.#clock = clock
  }

  /** Whether it is the token that lets read metrics, and nothing else. A wrong one is no guess yet: `judge` counts it. */
  isMetricsToken(key: string): boolean {
    return this.#metricsDigest !== null && timingSafeEqual(digest(key), this.#metricsDigest)
  }

  /** Judges a key that came from `address`, or from a place of many. The right key is never made to wait. */
  judge(key: string, address: string): KeyVerdict {
    // Digests are of one length whatever was given, so the time taken tells nothing.
    if (timingSafeEqual(digest(key), this.#digest)) return { right: true }
    const now = this.#clock.now()
    const recent = (this.#wrong.get(address) ?? []).filter((moment) => now - moment < windowMs)
    const oldest = recent[0]
    if (oldest !== undefined && recent.length >= allowance) {
      return { right: false, retryAfterSeconds: Math.max(1, Math.ceil((oldest + windowMs - now) / 1000)) }
    }
    this.#remember(address, [...recent, now])
    return { right: false, retryAfterSeconds: null }
  }

  #remember(address: string, moments: number[]): void {
    // Last in the map is who guessed last: the first is the one to forget.
    this.#wrong.delete(address)
    this.#wrong.set(address, moments)
    const first = this.#wrong.keys().next().value
    if (this.#wrong.size > mostAddresses && first !== undefined) this.#wrong.delete(first)
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
