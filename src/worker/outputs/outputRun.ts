import { causeOfEnd, causeOfHang, isInputsFault } from '../../domain/causes.ts'
import type { Destination, SenderEnd } from '../../domain/causes.ts'
import { notTaking } from '../../domain/causes/flow.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Acknowledgement } from '../../domain/protocols/rules.ts'
import type { Cause } from '../../domain/failure.ts'
import type { Progress } from '../../domain/programs/progress.ts'
import type { ProcessEnd } from '../processes/process.ts'
import type { Beat } from '../beat.ts'
import { Nap } from '../bell.ts'
import type { Bell } from '../bell.ts'
import type { FfmpegLife } from '../ffmpeg/ffmpegLife.ts'
import { FlowWatch } from './flowWatch.ts'
import type { InputSight } from '../ingest.ts'
import type { OneCaller } from './oneCaller.ts'
import { StallJudge, standsTooLong } from './stall.ts'

/** A connection whose protocol asks for answers and that has lasted so long has had them: SRT gives up after 5 s. */
const provenByLastingMs = 6000
/** How long an end without a reason may wait for the word that the feed itself is gone. */
const verdictMs = 1000

/** Why a run is to end though its process is well. WANTED: nothing asks for it any more. INPUT: the feed is missing, which is nobody's failure. */
export type Ending = 'WANTED' | 'INPUT'

export type RunEnd = { kind: Ending } | { kind: 'FAILED'; cause: Cause }

export interface RunDeps {
  clock: Clock
  /** Rung at each change of wish, settings or input, and by the run itself when its process ends. */
  bell: Bell
  /** Twice a second. */
  beat: Beat
  acknowledgement: Acknowledgement
  destination: Destination
  /** Why it was killed for where it had connected to; null: it was not. */
  refusal: () => Cause | null
  /** Starts the process; the run hears its progress through the callback. */
  startLife: (onProgress: (progress: Progress, at: number) => void) => FfmpegLife
  /** Whether settings and wishes still ask for this very run. */
  isWanted: () => boolean
  sight: () => InputSight
  /** Whether an end that FFmpeg lays to the feed is still believed, though the feed is there. */
  mayBlameInput: () => boolean
  /** It is to end; its process may take seconds to go. */
  onEnding: (why: Ending) => void
  /** Bytes flow; `confirmed` when the destination acknowledged some. */
  onLive: (confirmed: boolean) => void
  /** It is live, but carries less than its input brings; again when that changed by much, and `onLive` when it is over. */
  onSlow: (cause: Cause) => void
  /** Whether all tracks of the feed are sent. */
  isWhole: () => boolean
  /** It listens: whoever comes, and goes, is its caller. Null: it calls its destination itself. */
  caller: OneCaller | null
  /** It waits for a caller. */
  onListening: () => void
  /** About twice a second while it is live or listens, with the time for which it has been. */
  onStillLive: (liveMs: number) => void
}

/** One FFmpeg from start to end, watched: live by evidence only, ended when it hangs or is no longer wanted. */
export class OutputRun {
  readonly life: FfmpegLife
  readonly #deps: RunDeps
  readonly #judge: StallJudge
  #end: ProcessEnd | null = null
  #firstMediaTimeMs: number | null = null
  #liveSince: number | null = null
  #isMoving = false
  /** Nothing more is to be found out about the flow. */
  #isSettled = false
  #isConfirmed = false
  /** While it is live. */
  #flow: FlowWatch | null = null

  constructor(deps: RunDeps) {
    this.#deps = deps
    this.#judge = new StallJudge(deps.clock.now())
    this.life = deps.startLife((progress, at) => this.#progress(progress, at))
    void this.life.ended.then((end) => {
      this.#end = end
      deps.bell.ring()
    })
  }

  /** Who reads from it now; 0 when it calls its destination itself. */
  get callers(): number {
    return this.#deps.caller?.count ?? 0
  }

  get sentBytes(): number {
    return (this.#deps.caller ?? this.life).sentBytes
  }

  bitrateBps(): number {
    return this.#deps.caller?.count === 0 ? 0 : this.life.bitrateBps()
  }

  /** Resolves when its process has exited; the loop decides what is next. */
  async watch(): Promise<RunEnd> {
    const { bell, beat, clock, sight } = this.#deps
    const nap = new Nap()
    using alarms = new DisposableStack()
    alarms.use(bell.listen(nap.wake))
    alarms.use(beat.listen(nap.wake))
    while (this.#end === null) {
      const ending = this.#ending()
      if (ending !== null) return this.#stop(ending)
      this.#lookForFlow()
      if (this.#liveSince !== null) this.#deps.onStillLive(clock.now() - this.#liveSince)
      this.#lookAtFlow()
      const hung = this.#judge.look({ now: clock.now(), inputGrewAt: sight().lastGrowthAt })
      if (this.#deps.caller?.canListen === false) {
        this.life.kill()
        const end = await this.life.ended
        return { kind: 'FAILED', cause: causeOfEnd(this.#told({ ...end, code: 1, signal: null })) }
      }
      if (hung !== null) {
        // It would not hear anything milder.
        this.life.kill()
        const told = this.#told(await this.life.ended)
        if (this.#isFeedDamaged() && told.liveMs !== null) return this.#stop('INPUT')
        return { kind: 'FAILED', cause: causeOfHang(hung, told) }
      }
      const frozen = this.#liveSince === null ? null : this.#frozenPeer()
      if (frozen !== null) {
        this.life.kill()
        await this.life.ended
        return { kind: 'FAILED', cause: frozen }
      }
      this.life.flushLog()
      await nap.untilWoken()
    }
    return await this.#judgeEnd(this.#end)
  }

  async #judgeEnd(end: ProcessEnd): Promise<RunEnd> {
    const ending = this.#ending()
    if (ending !== null) return this.#stop(ending)
    const refusal = this.#deps.refusal()
    if (refusal !== null) return { kind: 'FAILED', cause: refusal }
    const told = this.#told(end)
    if (this.#deps.mayBlameInput() && isInputsFault(told.lines, this.life.readUrl)) return this.#stop('INPUT')
    const cause = causeOfEnd(told)
    if (cause.code === 'UNKNOWN' && this.#isFeedDamaged()) return this.#stop('INPUT')
    if (end.code === 0 && cause.code === 'UNKNOWN') {
      // Code 0 says that the feed ended, and its other witness may only be on its way.
      const heard = await this.#endingWithin(verdictMs)
      if (heard !== null) return this.#stop(heard)
    }
    return { kind: 'FAILED', cause }
  }

  /** Two senders that mix, or packets that are lost, are more than some FFmpegs bear. */
  #isFeedDamaged(): boolean {
    return this.#deps.mayBlameInput() && this.#deps.sight().state === 'DEGRADED'
  }

  #frozenPeer(): Cause | null {
    const sockets = this.life.sockets(() => this.#deps.bell.ring())
    const ms = standsTooLong(sockets)
    return ms === null ? null : notTaking(ms, sockets?.sending?.queuedBytes ?? 0, this.#deps.destination)
  }

  /** What is known of the end, for finding its cause. */
  #told(end: ProcessEnd): SenderEnd {
    const { clock, destination } = this.#deps
    const liveMs = this.#liveSince === null ? null : clock.now() - this.#liveSince
    return { ...end, lines: this.life.lastLines(), liveMs, destination }
  }

  async #stop(why: Ending): Promise<RunEnd> {
    this.#deps.onEnding(why)
    // While it waits for a caller it hears nothing milder.
    if (this.#deps.caller?.count === 0) this.life.kill()
    await this.life.stop()
    return { kind: why }
  }

  #ending(): Ending | null {
    if (!this.#deps.isWanted()) return 'WANTED'
    return this.#deps.sight().readUrl === this.life.readUrl ? null : 'INPUT'
  }

  async #endingWithin(ms: number): Promise<Ending | null> {
    const { bell, clock } = this.#deps
    const deadline = clock.now() + ms
    for (;;) {
      const change = bell.signal
      const ending = this.#ending()
      const left = deadline - clock.now()
      if (ending !== null || left <= 0) return ending
      await clock.sleep(left, change)
    }
  }

  #progress({ sentBytes, mediaTimeMs }: Progress, at: number): void {
    this.#judge.block(at, mediaTimeMs)
    this.#deps.caller?.progress(sentBytes ?? 0)
    if (mediaTimeMs === null || sentBytes === 0) return
    const areCounted = sentBytes !== null
    this.#flow?.block(at, { sentBytes: this.life.sentBytes, areCounted, mediaTimeMs })
    this.#firstMediaTimeMs ??= mediaTimeMs
    this.#isMoving ||= mediaTimeMs > this.#firstMediaTimeMs
    // Looked at by the loop, which knows whether it still counts.
    if (this.#isMoving && !this.#isSettled) this.#deps.bell.ring()
  }

  /** Live is what sends and, where the destination can show it, what it takes. */
  #lookForFlow(): void {
    if (!this.#isMoving || this.#isSettled) return
    const { acknowledgement, clock, caller } = this.#deps
    if (caller !== null) return this.#lookForCaller(caller)
    const isTaken = acknowledgement === 'TCP_QUEUE' ? this.life.isAcknowledged(() => this.#deps.bell.ring()) : null
    if (isTaken === false) return
    const isNew = this.#liveSince === null
    this.#liveSince ??= clock.now()
    const hasLasted = acknowledgement === 'CONNECTION' && clock.now() - this.#liveSince >= provenByLastingMs
    this.#isSettled = isTaken === true || hasLasted || acknowledgement === 'NEVER'
    this.#isConfirmed ||= isTaken === true || hasLasted
    if ((isNew || this.#isSettled) && !this.#flow?.isSlow) this.#deps.onLive(this.#isConfirmed)
  }

  #lookForCaller({ hasLastedMs, canListen }: OneCaller): void {
    if (canListen !== true) return
    this.#liveSince ??= this.#deps.clock.now()
    this.#isConfirmed = hasLastedMs !== null && hasLastedMs >= provenByLastingMs
    if (hasLastedMs === null) this.#deps.onListening()
    else if (!this.#flow?.isSlow) this.#deps.onLive(this.#isConfirmed)
  }

  /** Whether what comes is carried. */
  #lookAtFlow(): void {
    if (this.#liveSince === null || this.#deps.caller?.count === 0) {
      this.#flow = null
      return
    }
    const { bell, clock, isWhole } = this.#deps
    const { bitrateBps: inputBps, lastGrowthAt: inputGrewAt } = this.#deps.sight()
    this.#flow ??= new FlowWatch()
    const [now, sockets] = [clock.now(), this.life.sockets(() => bell.ring())]
    const news = this.#flow.look({ now, inputBps, inputGrewAt, isWhole: isWhole(), sockets })
    if (news === 'WELL') this.#deps.onLive(this.#isConfirmed)
    else if (news !== null) this.#deps.onSlow(news)
  }
}
