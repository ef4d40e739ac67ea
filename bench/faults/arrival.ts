import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** What came from one start of a sender: one port, or one connection. Moments are of performance.now. */
export interface Stream {
  firstAt: number
  lastAt: number
  bytes: number
}

const tickMs = 20
let ticks = 0
/** Silence is counted in ticks: while this process is held up it hears nothing, and that is no silence. */
setInterval(() => (ticks += 1), tickMs).unref()

/** What comes to one destination. */
export class Arrival {
  bytes = 0
  readonly #streams = new Map<number, Stream>()
  #lastTick: number | null = null
  #longestTicks = 0
  /** A look, a handshake and a refused attempt are less than this. */
  readonly #leastBytes: number

  constructor(leastBytes: number) {
    this.#leastBytes = leastBytes
  }

  /** `sender`: a number that a process of the sender has, and no other. */
  note(sender: number, bytes: number): void {
    const now = performance.now()
    const stream = this.#streams.get(sender) ?? { firstAt: now, lastAt: now, bytes: 0 }
    this.#streams.set(sender, stream)
    stream.lastAt = now
    stream.bytes += bytes
    this.bytes += bytes
    if (this.#lastTick !== null) this.#longestTicks = Math.max(this.#longestTicks, ticks - this.#lastTick)
    this.#lastTick = ticks
  }

  get lastAt(): number {
    return Math.max(0, ...[...this.#streams.values()].map(({ lastAt }) => lastAt))
  }

  /** From now on gaps are counted. */
  mark(): void {
    this.#longestTicks = 0
    if (this.#lastTick !== null) this.#lastTick = ticks
  }

  /** The longest silence since `mark`, one that lasts included. */
  longestGapMs(): number {
    const lasting = this.#lastTick === null ? 0 : ticks - this.#lastTick
    return Math.max(this.#longestTicks, lasting) * tickMs
  }

  /** Those that sent later than `moment`, and more than a handshake. */
  sendersSince(moment: number): Stream[] {
    return [...this.#streams.values()].filter(({ lastAt, bytes }) => lastAt > moment && bytes >= this.#leastBytes)
  }

  /** Resolves with the moment when a sender that began later than `moment` has sent more than a handshake. Rejects after `withinMs`. */
  async begins(moment: number, withinMs: number): Promise<number> {
    const deadline = performance.now() + withinMs
    for (;;) {
      const begun = this.sendersSince(moment).find(({ firstAt }) => firstAt > moment)
      if (begun) return performance.now()
      if (performance.now() > deadline) throw new Error(`No new sender came within ${withinMs / 1000} s`)
      await sleep(5)
    }
  }
}
