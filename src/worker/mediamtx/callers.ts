import type { Clock } from '../../domain/clock.ts'
import type { SrtConnection } from './client.ts'
import { RateWindow } from './rateWindow.ts'

/** A caller that did not acknowledge anything for so long may be gone. */
const acknowledgedWithinMs = 2500
const tellLossEveryMs = 10_000

interface Caller {
  bytesSent: number
  acknowledgements: number
  /** Monotonic milliseconds; null: nothing yet. */
  acknowledgedAt: number | null
  lost: number
  dropped: number
}

/** The callers of one output: who is there, what they got, and whether they say so. */
export class Callers {
  readonly #clock: Clock
  readonly #rate = new RateWindow()
  readonly #present = new Map<string, Caller>()
  /** By those who left. */
  #bytesBefore = 0
  #lost = 0
  #dropped = 0
  #lossToldAt = Number.NEGATIVE_INFINITY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get count(): number {
    return this.#present.size
  }

  get isAcknowledged(): boolean {
    const since = this.#clock.now() - acknowledgedWithinMs
    return [...this.#present.values()].some(({ acknowledgedAt }) => acknowledgedAt !== null && acknowledgedAt >= since)
  }

  get bytesSent(): number {
    let sum = this.#bytesBefore
    for (const { bytesSent } of this.#present.values()) sum += bytesSent
    return sum
  }

  get bitrateBps(): number {
    return this.count === 0 ? 0 : this.#rate.bitsPerSecond
  }

  /** All of this output that MediaMTX listed when asked at `askedAt`, monotonic milliseconds. */
  see(connections: readonly SrtConnection[], askedAt: number): void {
    const listed = new Set(connections.map(({ id }) => id))
    for (const id of this.#present.keys()) if (!listed.has(id)) this.#leave(id)
    for (const connection of connections) this.#meet(connection, askedAt)
    this.#rate.add(this.bytesSent, askedAt)
  }

  /** Whoever served them is gone, and they with it. */
  clear(): void {
    for (const id of this.#present.keys()) this.#leave(id)
    this.#rate.clear()
  }

  /** What was lost on the way since it was last told, in words; null when nothing was, or not yet again. */
  tellLoss(): string | null {
    const now = this.#clock.now()
    if ((this.#lost === 0 && this.#dropped === 0) || now - this.#lossToldAt < tellLossEveryMs) return null
    const late = this.#dropped === 0 ? 'all sent again' : `${this.#dropped} of them too late to be sent again`
    const text = `Packets lost on the way to callers: ${Math.max(this.#lost, this.#dropped)}, ${late}`
    this.#lossToldAt = now
    this.#lost = 0
    this.#dropped = 0
    return text
  }

  #meet({ id, bytesSent, packetsReceivedACK, packetsSendLoss, packetsSendDrop }: SrtConnection, askedAt: number): void {
    const before = this.#present.get(id)
    const acknowledged = packetsReceivedACK > (before?.acknowledgements ?? 0)
    this.#lost += packetsSendLoss - (before?.lost ?? 0)
    this.#dropped += packetsSendDrop - (before?.dropped ?? 0)
    this.#present.set(id, {
      bytesSent,
      acknowledgements: packetsReceivedACK,
      acknowledgedAt: acknowledged && bytesSent > 0 ? askedAt : (before?.acknowledgedAt ?? null),
      lost: packetsSendLoss,
      dropped: packetsSendDrop,
    })
  }

  #leave(id: string): void {
    this.#bytesBefore += this.#present.get(id)?.bytesSent ?? 0
    this.#present.delete(id)
  }
}
