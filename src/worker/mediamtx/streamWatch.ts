import type { Clock } from '../../domain/clock.ts'
import { judgeStream } from '../../domain/streamLook.ts'
import type { StreamSample } from '../../domain/streamLook.ts'

export interface StreamWatchEvents {
  /** The stream is another than the one that MediaMTX took up: it must be taken up anew. False: not yet. */
  onOther(inputId: string, why: 'RESTARTED' | 'OTHER_CODEC'): boolean
  /** Streams of several senders mix; said again as long as they do. */
  onMixed(inputId: string): void
}

const firstAfterMs = 1000
const everyMs = 4000
/** So that a hundred inputs cost no more than two looks a second. */
const perInputMs = 500
const soonMs = 500
const betweenMs = 1000
const atOnce = 4
const longestLookMs = 2500
/** So long after a look that showed several senders, others follow soon: the next one may show one of them alone. */
const suspectForMs = 5000
const mixedForMs = 15_000
/** Those that were told: more often, and they would leave no turn for other inputs. */
const mixedEveryMs = 2000
/** Growth below this part of the usual is a gap, after which the sender may be another. */
const thin = 0.5

interface Feed {
  bytes: number
  at: number
  /** Bytes per millisecond, over some seconds. */
  usual: number
  isThin: boolean
  dueAt: number
  lookedAt: number
  isLooking: boolean
  last: StreamSample | null
  /** Whether the last look showed a jump in time. */
  isDoubtful: boolean
  /** Monotonic milliseconds of the last look that showed several senders. */
  suspectAt: number
  /** Monotonic milliseconds at which several senders were last told. */
  mixedAt: number
}

/**
 * Finds out that a feed became another one: MediaMTX keeps the tracks that it saw first, whatever comes later. A look
 * is taken after each gap in the feed, and now and then.
 */
export class StreamWatch {
  readonly #clock: Clock
  readonly #take: (readUrl: string) => Promise<StreamSample | null>
  readonly #events: StreamWatchEvents
  readonly #feeds = new Map<string, Feed>()
  #looking = 0

  constructor(clock: Clock, take: (readUrl: string) => Promise<StreamSample | null>, events: StreamWatchEvents) {
    this.#clock = clock
    this.#take = take
    this.#events = events
  }

  /** To be called whenever the received bytes of a feed that is there were asked for. */
  see(id: string, readUrl: string, bytes: number, at: number): void {
    const feed = this.#feeds.get(id) ?? this.#begin(id, bytes, at)
    this.#measure(feed, bytes, at)
    if (at >= feed.dueAt && !feed.isLooking && this.#looking < atOnce) void this.#look(id, feed, readUrl)
  }

  /** The feed ended, or is taken up anew. */
  forget(id: string): void {
    this.#feeds.delete(id)
  }

  #begin(id: string, bytes: number, at: number): Feed {
    const never = { suspectAt: Number.NEGATIVE_INFINITY, mixedAt: Number.NEGATIVE_INFINITY }
    const fresh = { isThin: false, isLooking: false, isDoubtful: false, last: null, usual: 0 }
    const feed: Feed = { ...fresh, ...never, bytes, at, dueAt: at + firstAfterMs, lookedAt: at }
    this.#feeds.set(id, feed)
    return feed
  }

  #measure(feed: Feed, bytes: number, at: number): void {
    if (at <= feed.at) return
    const rate = (bytes - feed.bytes) / (at - feed.at)
    const isThin = rate < thin * feed.usual
    if (feed.isThin && !isThin) feed.dueAt = Math.min(feed.dueAt, Math.max(at, feed.lookedAt + betweenMs))
    feed.usual += (rate - feed.usual) * 0.2
    Object.assign(feed, { bytes, at, isThin })
  }

  async #look(id: string, feed: Feed, readUrl: string): Promise<void> {
    const startedAt = this.#clock.now()
    feed.isLooking = true
    this.#looking += 1
    const sample = await this.#take(readUrl).catch(() => null)
    this.#looking -= 1
    feed.isLooking = false
    if (this.#feeds.get(id) !== feed) return
    const now = this.#clock.now()
    feed.lookedAt = now
    feed.dueAt = now + Math.max(everyMs, this.#feeds.size * perInputMs)
    // Who was frozen in between has wrong times.
    if (sample === null || now - startedAt > longestLookMs) return
    const verdict = judgeStream(feed.last, sample)
    const isTold = now - feed.mixedAt < mixedForMs
    const isSuspect = isTold || now - feed.suspectAt < suspectForMs
    if (verdict === 'MIXED') feed.suspectAt = now
    if (verdict === 'MIXED' || isSuspect) feed.dueAt = now + (isTold ? mixedEveryMs : soonMs)
    if (verdict === 'MIXED') {
      // A restart in the very moment of the look is seen as such by the next ones.
      if (!isSuspect) return
      feed.mixedAt = now
      this.#events.onMixed(id)
      return
    }
    if (verdict === 'RESTARTED' && !feed.isDoubtful) {
      // What was held up on its way for a moment arrives with an old time, and catches up.
      feed.isDoubtful = true
      feed.dueAt = now + soonMs
      return
    }
    // Of several senders a look may happen to show one alone, and the next one another.
    if (verdict !== 'SAME' && !isTold && !this.#events.onOther(id, verdict)) return
    feed.isDoubtful = false
    feed.last = sample
  }
}
