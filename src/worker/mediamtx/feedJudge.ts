import type { Clock } from '../../domain/clock.ts'
import { damagedFeed, overflowed, severalSenders } from '../../domain/causes/feed.ts'
import type { MediamtxEvent } from '../../domain/programs/mediamtxLog.ts'
import type { PathReport } from './client.ts'
import type { Machine } from './machine.ts'
import { wishedBytes } from './receiveBuffer.ts'
import { lookAtStream } from './rtspLook.ts'
import { SocketDrops } from './socketDrops.ts'
import { StreamWatch } from './streamWatch.ts'
import { UnheardFeeds } from './unheardFeeds.ts'
import type { WatchedInput } from './watchedInput.ts'

export interface FeedJudgeDeps {
  clock: Clock
  /** Where the input's stream can be read now; null: nowhere. */
  readUrl: (inputId: string) => string | null
  machine: Pick<Machine, 'isHere' | 'bufferBytes'>
  /** The feed became another: its path is to be made anew. `why` is for people. */
  takeUpAnew: (input: WatchedInput, why: string) => void
}

/** One error more or less happens when a sender starts. */
const errorsThatCount = 3
/** Before it has found a feed MediaMTX keeps whatever comes, and then counts the errors of all of that in its first report. */
const firstReportMs = 1500
const reportsBelongTogetherMs = 10_000
/** MediaMTX reports once a second: after so many bad ones in a row the feed is taken for another. */
const badReports = 3
const badInARowMs = 2500
const dropsEveryMs = 1000
/** Taking a feed up anew interrupts it: a feed that goes on looking wrong is left alone for longer and longer. */
const firstPauseMs = 5000
const longestPauseMs = 600_000

interface History {
  lastErrorAt: number
  badInARow: number
  /** No sooner than at this moment is the feed taken up anew again. */
  notBefore: number
  pauseMs: number
}

/** Judges what arrives at each input, beyond whether anything does: another feed, a damaged one, none that can be read. */
export class FeedJudge {
  readonly #deps: FeedJudgeDeps
  readonly #streams: StreamWatch
  readonly #unheard: UnheardFeeds
  readonly #drops = new SocketDrops()
  readonly #inputs = new Map<string, WatchedInput>()
  readonly #histories = new Map<string, History>()
  #dropsReadAt = Number.NEGATIVE_INFINITY

  constructor(deps: FeedJudgeDeps) {
    this.#deps = deps
    this.#streams = new StreamWatch(deps.clock, (url) => lookAtStream(url, deps.clock), {
      onOther: (id, why) => this.#other(id, why === 'RESTARTED' ? 'its time jumped' : 'its codec is another'),
      onMixed: (id) => {
        const input = this.#inputs.get(id)
        input?.damaged(severalSenders(input.assignment.udpPort))
      },
    })
    this.#unheard = new UnheardFeeds(deps.clock, (input) => this.#listenAnew(input))
  }

  /** To be called after each look at the path of an input that is wanted; null: MediaMTX does not have it. */
  see(input: WatchedInput, report: PathReport | null, at: number): void {
    const { id } = input.assignment
    const url = input.isCarrying ? this.#deps.readUrl(id) : null
    if (url === null || report === null) {
      this.#streams.forget(id)
      this.#unheard.see(input, report, at)
      return
    }
    this.#inputs.set(id, input)
    this.#unheard.forget(id)
    this.#streams.see(id, url, report.inboundBytes, at)
  }

  /** To be called once after all inputs were looked at. */
  check(): void {
    const now = this.#deps.clock.now()
    if (now - this.#dropsReadAt < dropsEveryMs) return
    this.#dropsReadAt = now
    this.#checkDrops()
  }

  /** MediaMTX said something of the feed; `text` is its line, redacted. */
  hear(input: WatchedInput, event: MediamtxEvent, text: string): void {
    if (event.kind === 'damaged') this.#damaged(input, event.count, text)
    else if (event.kind === 'unheard') {
      if (this.#deps.machine.isHere) void this.#unheard.probe(input)
      else if (!input.isCarrying) this.#listenAnew(input)
    } else if (event.kind === 'unreadable') this.#unheard.hearUnreadable(input, text)
  }

  /** Whether MediaMTX met a socket of ours where the input listens. */
  wasInTheWay(id: string): boolean {
    return this.#unheard.wasInTheWay(id)
  }

  #listenAnew(input: WatchedInput): void {
    this.#deps.takeUpAnew(input, 'nobody listened for it')
  }

  /** Its path is made anew, or it is no longer wanted: nothing of ours may be in the way. */
  release(id: string): void {
    this.#streams.forget(id)
    this.#unheard.release(id)
  }

  forget(id: string): void {
    this.#streams.forget(id)
    this.#unheard.forget(id)
    this.#inputs.delete(id)
    this.#histories.delete(id)
  }

  #historyOf(id: string): History {
    const known = this.#histories.get(id)
    if (known) return known
    const never = Number.NEGATIVE_INFINITY
    const fresh = { lastErrorAt: never, badInARow: 0, notBefore: never, pauseMs: firstPauseMs }
    this.#histories.set(id, fresh)
    return fresh
  }

  /** Whether the feed is taken up anew now. */
  #other(id: string, why: string): boolean {
    const input = this.#inputs.get(id)
    const history = this.#historyOf(id)
    const now = this.#deps.clock.now()
    if (!input?.isCarrying || now < history.notBefore) return false
    const isSoonAgain = now < history.notBefore + history.pauseMs
    history.pauseMs = isSoonAgain ? Math.min(2 * history.pauseMs, longestPauseMs) : firstPauseMs
    history.notBefore = now + history.pauseMs
    history.badInARow = 0
    this.#deps.takeUpAnew(input, why)
    return true
  }

  #damaged(input: WatchedInput, count: number, text: string): void {
    const { id } = input.assignment
    const history = this.#historyOf(id)
    const now = this.#deps.clock.now()
    input.countErrors(count)
    if (now - input.carryingAt < firstReportMs) return
    const isAgain = now - history.lastErrorAt < reportsBelongTogetherMs
    history.badInARow = count < errorsThatCount ? 0 : now - history.lastErrorAt < badInARowMs ? history.badInARow + 1 : 1
    history.lastErrorAt = now
    if (isAgain || count >= errorsThatCount) input.damaged(damagedFeed(count, text))
    if (history.badInARow >= badReports) this.#other(id, 'hardly anything of it can be read')
  }

  #checkDrops(): void {
    if (this.#inputs.size === 0 || !this.#deps.machine.isHere) return
    this.#drops.read()
    const { bufferBytes } = this.#deps.machine
    for (const input of this.#inputs.values()) {
      const lost = this.#drops.lost(input.assignment)
      if (lost <= 0) continue
      input.countErrors(lost)
      input.damaged(overflowed(lost, bufferBytes, wishedBytes))
    }
  }
}
