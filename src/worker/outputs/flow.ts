import type { Slowness } from '../../domain/causes/flow.ts'
import type { SocketSight } from './tcpQueue.ts'

/** What is carried is compared over so long. */
const spanMs = 5000
/** A part of the feed leaves up to so much later than it came. */
const passageMs = 2000
/** Of what came: the span, the passage, and how old the newest word of the sender may be. */
const keptMs = 12_000
const tooLittle = 0.8
const enough = 0.9
const behindMs = 2000
const caughtUpMs = 1000
/** So long it must be behind, and be well again. */
const behindForMs = 2000
const shortForMs = 3000
const wellForMs = 3000
/** Looks further apart than this mean that we ourselves were late. */
const ownDelayMs = 1500
const inputQuietMs = 900
/** A destination that takes nothing at all is no slow one, and judged elsewhere. */
const standsMs = 1000
/** How much of the feed may wait unread before the sender counts as held up: a part of a second, within bounds. */
const unreadPart = 0.25
const unreadBytes = { least: 16_384, most: 262_144 }
/** What is on its way in any connection. */
const underWayBytes = 32_768
/** Clocks of senders differ from ours: by more than this no feed runs slow. */
const clockDrift = 0.001

export interface FlowSight {
  now: number
  /** What the feed brings now, bits per second. */
  inputBps: number
  /** When the input last grew; null: unknown. */
  inputGrewAt: number | null
  /** Whether all that the feed brings is sent. */
  isWhole: boolean
  /** Null: not known. */
  sockets: SocketSight | null
}

/** What a sender says of itself once a second. */
export interface FlowBlock {
  sentBytes: number
  /** False: the bytes are an estimate by what comes. */
  areCounted: boolean
  mediaTimeMs: number
}

/** Whether a sender left its feed waiting during the last seconds; null: nobody knows. */
type HeldUp = 'ALWAYS' | 'SOMETIMES' | 'NEVER' | null

/**
 * Judges whether a live output carries what its input brings; all times monotonic milliseconds. Bytes alone would often
 * lie: still pictures, tracks that are not sent, a feed that stutters. So where the system shows it, only a sender that
 * leaves its feed unread, or a connection in which seconds of it wait, counts as slow.
 */
export class FlowJudge {
  readonly #samples: (FlowBlock & { at: number; queuedBytes: number })[] = []
  /** The same for the input: bytes since the beginning. */
  readonly #input: { at: number; bytes: number }[] = []
  readonly #unread: { at: number; isWaiting: boolean }[] = []
  #slowness: Slowness | null = null
  #lookedAt: number | null = null
  #queuedBytes = 0
  #last: { at: number; mediaTimeMs: number } | null = null
  #leastLagMs: number | null = null
  #lagMs = 0
  /** What is sent for each byte of the input when all is well; null: not known. */
  #usual: number | null = null
  #shortSince: number | null = null
  #behindSince: number | null = null
  #wellSince: number | null = null

  block(at: number, block: FlowBlock): void {
    this.#samples.push({ at, ...block, queuedBytes: this.#queuedBytes })
    dropBefore(this.#samples, at - spanMs)
    const elapsedMs = at - (this.#samples.at(-2)?.at ?? at)
    const lag = at - block.mediaTimeMs
    this.#setZeroBack({ at, mediaTimeMs: block.mediaTimeMs })
    const drifted = (this.#leastLagMs ?? lag) + (this.#slowness === null ? elapsedMs * clockDrift : 0)
    this.#leastLagMs = Math.min(drifted, lag)
    this.#lagMs = lag - this.#leastLagMs
  }

  /** Time that goes back, as when a reader learns late how the tracks of a feed lie, is no time that was lost. */
  #setZeroBack(now: { at: number; mediaTimeMs: number }): void {
    const last = this.#last
    this.#last = now
    if (last === null || this.#leastLagMs === null || now.mediaTimeMs >= last.mediaTimeMs) return
    this.#leastLagMs += now.at - last.at + last.mediaTimeMs - now.mediaTimeMs
  }

  /** Null: it carries what comes. To be asked about twice a second. */
  look(sight: FlowSight): Slowness | null {
    const { now, inputBps, inputGrewAt, sockets } = sight
    const elapsedMs = now - (this.#lookedAt ?? now)
    this.#lookedAt = now
    if (elapsedMs > ownDelayMs || inputGrewAt === null || now - inputGrewAt > inputQuietMs) return this.#beginAnew()
    this.#input.push({ at: now, bytes: (this.#input.at(-1)?.bytes ?? 0) + (inputBps * elapsedMs) / 8000 })
    dropBefore(this.#input, now - keptMs)
    if (sockets?.sending?.standsSince != null && now - sockets.sending.standsSince > standsMs) return this.#slowness

    this.#queuedBytes = sockets?.sending?.queuedBytes ?? 0
    const isNews = this.#noteUnread(sockets, inputBps)
    const isHeldUp = this.#isHeldUp(now, sockets)
    // The sender has read all that came: if time was lost, then by the feed.
    if (isNews && isHeldUp === 'NEVER') this.#forgetLag()

    const share = this.#share(sight, isHeldUp)
    const behind = (isHeldUp === 'NEVER' ? 0 : this.#lagMs) + this.#queuedMs(sockets)
    // Without that witness it must last: what came late may follow.
    this.#shortSince = isHeldUp === null && share !== null && share.part < tooLittle ? (this.#shortSince ?? now) : null
    const hasBeenShort = this.#shortSince !== null && now - this.#shortSince >= shortForMs
    const isShort = hasBeenShort || (isHeldUp === 'ALWAYS' && (share === null || share.part < tooLittle))
    this.#behindSince = behind >= behindMs ? (this.#behindSince ?? now) : null
    const isBehind = this.#behindSince !== null && now - this.#behindSince >= behindForMs
    const isWell = behind < caughtUpMs && (share === null ? isHeldUp !== 'ALWAYS' : share.part >= enough || isHeldUp === 'NEVER')
    this.#wellSince = isWell ? (this.#wellSince ?? now) : null

    const isOver = this.#wellSince !== null && now - this.#wellSince >= wellForMs
    if (isShort || isBehind || (this.#slowness !== null && !isOver)) {
      this.#slowness = {
        carried: share && (isHeldUp !== 'NEVER' || this.#slowness?.carried) ? share : null,
        behindMs: behind,
        queuedBytes: sockets === null ? null : (sockets.sending?.queuedBytes ?? null),
        unreadBytes: sockets?.unreadBytes ?? null,
      }
    } else this.#slowness = null
    return this.#slowness
  }

  /** What was seen up to now says nothing of what follows; a verdict stands until there is another. */
  #beginAnew(): Slowness | null {
    this.#samples.length = this.#input.length = this.#unread.length = 0
    this.#leastLagMs = this.#slowness === null ? null : this.#leastLagMs
    this.#shortSince = this.#behindSince = this.#wellSince = null
    return this.#slowness
  }

  #forgetLag(): void {
    this.#leastLagMs = (this.#leastLagMs ?? 0) + this.#lagMs
    this.#lagMs = 0
  }

  /** False: it was noted before. */
  #noteUnread(sockets: SocketSight | null, inputBps: number): boolean {
    if (sockets === null || sockets.at === this.#unread.at(-1)?.at) return false
    const limit = Math.min(Math.max((inputBps / 8) * unreadPart, unreadBytes.least), unreadBytes.most)
    this.#unread.push({ at: sockets.at, isWaiting: sockets.unreadBytes >= limit })
    dropBefore(this.#unread, sockets.at - spanMs)
    return true
  }

  #isHeldUp(now: number, sockets: SocketSight | null): HeldUp {
    if (sockets === null) return null
    const waiting = this.#unread.filter(({ isWaiting }) => isWaiting).length
    if (waiting === 0) return 'NEVER'
    const first = this.#unread[0]
    const isLong = first !== undefined && now - first.at >= spanMs - ownDelayMs
    return isLong && waiting === this.#unread.length ? 'ALWAYS' : 'SOMETIMES'
  }

  /** How much of what came was carried over the last seconds; null: cannot be told. */
  #share({ isWhole }: FlowSight, isHeldUp: HeldUp): { outputBps: number; inputBps: number; part: number } | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)]
    if (!first || !last?.areCounted || last.at - first.at < spanMs - ownDelayMs) return null
    // What only waits is not carried.
    const sent = last.sentBytes - last.queuedBytes - (first.sentBytes - first.queuedBytes)
    // Whatever part of the passage it was that the bytes took: the least that may have come meanwhile counts.
    const came = [0, passageMs / 2, passageMs].map((ms) => this.#cameBetween(first.at - ms, last.at - ms))
    const known = came.filter((bytes) => bytes !== null)
    const least = Math.min(...known)
    if (known.length < came.length || least <= 0) return null
    const isFree = first.queuedBytes < underWayBytes && last.queuedBytes < underWayBytes
    if (isHeldUp === 'NEVER' && isFree) {
      const ratio = sent / Math.max(...known)
      this.#usual = this.#usual === null && !isWhole ? ratio : (this.#usual ?? 1) + (ratio - (this.#usual ?? 1)) * 0.05
    }
    const usual = this.#usual ?? (isWhole ? 1 : null)
    if (usual === null || usual <= 0) return null
    const perSecond = 8000 / (last.at - first.at)
    return { outputBps: sent * perSecond, inputBps: known[1]! * usual * perSecond, part: sent / (least * usual) }
  }

  #cameBetween(from: number, to: number): number | null {
    const [begin, end] = [valueAt(this.#input, from), valueAt(this.#input, to)]
    return begin === null || end === null ? null : end - begin
  }

  /** How much of the feed waits in the connection, in time. */
  #queuedMs(sockets: SocketSight | null): number {
    const queued = sockets?.sending?.queuedBytes ?? 0
    const [first, last] = [this.#samples[0], this.#samples.at(-1)]
    if (queued < underWayBytes || !first || !last || last.at - first.at < spanMs / 2) return 0
    // A jump of the feed's time is no time that waits.
    const mediaMs = Math.min(last.mediaTimeMs - first.mediaTimeMs, 1.5 * (last.at - first.at))
    const bytesPerMs = (last.sentBytes - first.sentBytes) / Math.max(1, mediaMs)
    return bytesPerMs <= 0 ? 0 : queued / bytesPerMs
  }
}

/** Keeps one that is older, so that the whole time is covered. */
function dropBefore(samples: { at: number }[], at: number): void {
  while (samples.length > 2 && samples[1]!.at <= at) samples.shift()
}

/** Between two samples by a straight line; null: outside of them. */
function valueAt(samples: readonly { at: number; bytes: number }[], at: number): number | null {
  const next = samples.findIndex((sample) => sample.at >= at)
  const [before, after] = [samples[next - 1], samples[next]]
  if (!after || (!before && after.at > at)) return null
  if (!before) return after.bytes
  return before.bytes + ((after.bytes - before.bytes) * (at - before.at)) / (after.at - before.at)
}
