import type { Clock } from '../../domain/clock.ts'
import { causeOfDatagrams } from '../../domain/programs/datagrams.ts'
import type { DatagramSample } from '../../domain/programs/datagrams.ts'
import { brokenFeed, unreadableFeed } from '../../domain/causes/feed.ts'
import type { Cause } from '../../domain/failure.ts'
import type { PathReport } from './client.ts'
import type { WatchedInput } from './watchedInput.ts'
import { lookAtWire } from './wireProbe.ts'

const emptyForMs = 3000
/** MediaMTX's word that a port is busy may be heard so late. */
const heardWithinMs = 2000

interface Unheard {
  /** Since when its tracks are known and nothing of them came; null: it is not so. */
  emptySince: number | null
  /** Ends a look at its socket. */
  probe: AbortController | null
  /** Until when a socket of ours may be what MediaMTX finds at the port, monotonic milliseconds. */
  inTheWayUntil: number
  /** Whether MPEG-TS came that MediaMTX could not read. */
  isUnread: boolean
}

/** Finds out why an input shows no feed: whether nothing comes, or something that cannot be read. */
export class UnheardFeeds {
  readonly #clock: Clock
  /** MediaMTX would not listen for some seconds: where the path is made anew, it does at once. */
  readonly #onDeaf: (input: WatchedInput) => void
  readonly #known = new Map<string, Unheard>()

  constructor(clock: Clock, onDeaf: (input: WatchedInput) => void) {
    this.#clock = clock
    this.#onDeaf = onDeaf
  }

  /** MediaMTX's word on an input without a feed; asked at `at`. */
  see(input: WatchedInput, report: PathReport | null, at: number): void {
    const known = this.#of(input)
    if (report?.available !== true || report.inboundBytes > 0) known.emptySince = null
    else known.emptySince ??= at
    const isEmpty = known.emptySince !== null && at - known.emptySince >= emptyForMs
    if (isEmpty && input.state !== 'FAILED') fail(input, brokenFeed(input.assignment.udpPort))
  }

  /** MediaMTX found nothing in it that can be received; `text` is its line, redacted. */
  hearUnreadable(input: WatchedInput, text: string): void {
    fail(input, unreadableFeed(input.assignment.udpPort, text))
  }

  /** MediaMTX closed its socket for some seconds: a moment to see for ourselves what comes. */
  async probe(input: WatchedInput): Promise<void> {
    const known = this.#of(input)
    if (input.isCarrying || known.probe !== null) return
    const probe = new AbortController()
    known.probe = probe
    const sample = await lookAtWire(input.assignment, this.#clock, probe.signal)
    known.probe = null
    known.inTheWayUntil = this.#clock.now() + heardWithinMs
    if (sample !== null && input.assignment.desired === 'RUNNING' && !input.isCarrying) this.#conclude(input, known, sample)
  }

  /** Whether MediaMTX met a socket of ours at its port, as far as was not told before. */
  wasInTheWay(id: string): boolean {
    const known = this.#known.get(id)
    if (!known || (known.probe === null && this.#clock.now() >= known.inTheWayUntil)) return false
    known.inTheWayUntil = Number.NEGATIVE_INFINITY
    return true
  }

  /** Its path is made anew: nothing of ours may be in the way. */
  release(id: string): void {
    const known = this.#known.get(id)
    known?.probe?.abort()
    if (known) known.emptySince = null
  }

  /** It has a feed, or is gone. */
  forget(id: string): void {
    this.release(id)
    this.#known.delete(id)
  }

  #of(input: WatchedInput): Unheard {
    const { id } = input.assignment
    const known = this.#known.get(id) ?? {
      emptySince: null,
      probe: null,
      inTheWayUntil: Number.NEGATIVE_INFINITY,
      isUnread: false,
    }
    this.#known.set(id, known)
    return known
  }

  #conclude(input: WatchedInput, known: Unheard, sample: DatagramSample): void {
    const cause = causeOfDatagrams(sample, input.assignment.udpPort)
    if (cause !== null) return fail(input, cause)
    if (sample.count === 0) {
      known.isUnread = false
      if (input.state === 'FAILED' && input.failure?.code === 'BAD_FEED') input.become('WAITING', null)
      this.#onDeaf(input)
    } else if (known.isUnread) {
      fail(input, unreadableFeed(input.assignment.udpPort, null))
    } else {
      known.isUnread = true
      this.#onDeaf(input)
    }
  }
}

function fail(input: WatchedInput, cause: Cause): void {
  if (!input.isCarrying && input.state !== 'UNKNOWN') input.become('FAILED', cause)
}
