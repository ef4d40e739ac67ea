import type { Clock } from '../../domain/clock.ts'
import type { Cause } from '../../domain/failure.ts'
import { cannotOpen } from '../../domain/causes/listener.ts'
import type { LogLevel } from '../../domain/log.ts'
import type { PathNames } from '../../domain/pathNames.ts'
import type { SharedListener, SharedListenerEvents, SharedPort, SharedSight } from '../sharedPort.ts'
import { Callers } from './callers.ts'
import { CallerTalk } from './callerTalk.ts'
import type { SrtConnection } from './client.ts'
import { GlobalKeeper } from './globalKeeper.ts'
import type { Life } from './life.ts'
import { listenerSettingsOf } from './paths.ts'
import type { PathKeeper } from './pathKeeper.ts'
import { hashed } from './users.ts'

export interface SharedPortDeps {
  clock: Clock
  names: PathNames
  keeper: PathKeeper
  redact: (text: string) => string
  /** About the port itself, for the log of MediaMTX. */
  say: (level: LogLevel, text: string) => void
  /** Why nobody can listen on the port, null once somebody can. */
  onFault: (fault: Cause | null) => void
}

interface Listener {
  /** Null: nobody is to be let in. */
  wish: SharedListener | null
  events: SharedListenerEvents
  callers: Callers
  refused: Cause | null
  /** What was last told of it, as JSON. */
  told: string
}

const lookEveryMs = 1000
/** MediaMTX answers before it has made a change. */
const changeTakesMs = 1000

/** The shared port as MediaMTX's SRT server: one path and one user for each output that is open. */
export class MediamtxSharedPort implements SharedPort {
  readonly #deps: SharedPortDeps
  readonly #globals: GlobalKeeper
  readonly #talk: CallerTalk
  readonly #listeners = new Map<string, Listener>()
  #life: Life | null = null
  #isConnected = false
  /** Whether the last look found nothing that speaks against letting callers in. */
  #isFree = false
  #mustLook = true
  #fault: Cause | null = null
  #lookedAt = Number.NEGATIVE_INFINITY
  #isLooking = false
  #appliedAt = 0

  constructor(deps: SharedPortDeps) {
    this.#deps = deps
    this.#globals = new GlobalKeeper({
      onApplied: () => {
        this.#appliedAt = deps.clock.now()
        this.#tellAll()
      },
      onRefused: (message) => deps.say('ERROR', `MediaMTX refused the settings of the shared SRT port: ${message}`),
    })
    this.#talk = new CallerTalk(deps.clock, deps.names, (outputId, level, text) =>
      this.#listeners.get(outputId)?.events.onLine(level, deps.redact(text)),
    )
  }

  // What shall be.

  open(wish: SharedListener, events: SharedListenerEvents): void {
    const known = this.#listeners.get(wish.outputId)
    if (known && JSON.stringify(known.wish) === JSON.stringify(wish)) return
    const callers = known?.callers ?? new Callers(this.#deps.clock)
    this.#listeners.set(wish.outputId, { wish, events, callers, refused: null, told: '' })
    this.#makeSo(wish.outputId)
  }

  close(outputId: string): void {
    const listener = this.#listeners.get(outputId)
    if (!listener?.wish) return
    listener.wish = null
    listener.refused = null
    this.#makeSo(outputId)
  }

  forget(outputId: string): void {
    this.close(outputId)
    this.#listeners.delete(outputId)
  }

  #makeSo(outputId: string): void {
    const wish = this.#listeners.get(outputId)?.wish ?? null
    const { names, keeper } = this.#deps
    // The source names the port and password of this MediaMTX.
    const settings = wish && this.#life && listenerSettingsOf(wish, this.#life.readUrl(names.input(wish.inputId)))
    keeper.wish(names.output(outputId), settings)
    if (!this.#life?.srt.isShared) return this.#wishGlobals()
    this.#mustLook = true
    void this.#look()
  }

  #wishGlobals(): void {
    const { names } = this.#deps
    if (this.#life === null || !this.#isFree) return this.#globals.wish(null)
    const callers = [...this.#listeners.values()].flatMap(({ wish }) => {
      if (wish === null) return []
      const [user, path] = [names.caller(wish.outputId), names.output(wish.outputId)]
      return [{ user, pass: hashed(wish.accessToken), ips: [], permissions: [{ action: 'read' as const, path }] }]
    })
    this.#globals.wish(this.#life.srt.settings(callers))
  }

  // What is.

  sight(outputId: string): SharedSight {
    const listener = this.#listeners.get(outputId)
    const { count: callers = 0, isAcknowledged = false, bytesSent = 0, bitrateBps = 0 } = listener?.callers ?? {}
    const { keeper, names } = this.#deps
    const path = names.output(outputId)
    return {
      isOpen: !!listener?.wish && this.#isConnected && this.#globals.isApplied && keeper.isMade(path),
      isClosed: !listener?.wish && !keeper.holds(path) && callers === 0,
      fault: this.#fault ?? listener?.refused ?? null,
      ...{ callers, isAcknowledged, bytesSent, bitrateBps },
    }
  }

  /** A new MediaMTX, which may not answer yet. */
  begin(life: Life): void {
    this.#life = life
    for (const outputId of this.#listeners.keys()) this.#makeSo(outputId)
  }

  connected(): void {
    this.#isConnected = true
    this.#isFree = false
    this.#mustLook = true
    this.#wishGlobals()
    if (this.#life) this.#globals.connected(this.#life.client)
    void this.#look()
  }

  /** It does not answer. */
  silent(): void {
    this.#isConnected = false
    this.#globals.disconnected()
    for (const { callers } of this.#listeners.values()) callers.clear()
    this.#tellAll()
  }

  end(): void {
    this.#life = null
    this.#talk.forget()
    this.silent()
  }

  /** At each look at MediaMTX. */
  check(): void {
    this.#globals.work()
    if (this.#mustLook && this.#deps.clock.now() - this.#lookedAt >= lookEveryMs) void this.#look()
    this.#tellAll()
  }

  get wantsConnections(): boolean {
    for (const { wish, callers } of this.#listeners.values()) if (wish !== null || callers.count > 0) return true
    return false
  }

  /** Its settings file was read again, and what we had told it is gone. */
  forgotten(): void {
    this.#globals.forget()
    this.#isFree = false
    this.#mustLook = true
    this.#wishGlobals()
  }

  /** Null: the SRT server does not run, though it was told to. */
  see(connections: readonly SrtConnection[] | null, askedAt: number): void {
    if (connections === null && this.#globals.isApplied && askedAt - this.#appliedAt > changeTakesMs) {
      this.forgotten()
    }
    for (const [outputId, { callers, events }] of this.#listeners) {
      const path = this.#deps.names.output(outputId)
      callers.see(connections?.filter((one) => one.path === path && one.state === 'read') ?? [], askedAt)
      const loss = callers.tellLoss()
      if (loss !== null) events.onLine('WARNING', loss)
    }
    this.#tellAll()
  }

  hear(path: string | null, text: string): void {
    const open = [...this.#listeners.values()].flatMap(({ wish }) => wish ?? [])
    const candidates = open.map(({ outputId, passphrase }) => ({ outputId, hasPassphrase: passphrase !== null }))
    this.#talk.hear(path, text, candidates)
  }

  /** A path was made or removed. */
  done(path: string): void {
    const outputId = this.#deps.names.outputIdOf(path)
    if (outputId !== null) this.#tell(outputId)
  }

  refused(path: string, message: string): void {
    const listener = this.#listeners.get(this.#deps.names.outputIdOf(path) ?? '')
    if (!listener) return
    listener.refused = cannotOpen(this.#deps.redact(message))
    this.#tellAll()
  }

  /** Whether somebody is to be let in, or was. */
  get #isNeeded(): boolean {
    if (this.#globals.isApplied) return true
    for (const { wish } of this.#listeners.values()) if (wish !== null) return true
    return false
  }

  async #look(): Promise<void> {
    const { clock } = this.#deps
    const life = this.#life
    if (this.#isLooking || life === null) return
    // What stands in nobody's way is no fault.
    if (life.srt.isShared && !this.#isNeeded) return this.#find(null)
    this.#isLooking = true
    this.#mustLook = false
    // A look that failed, as for want of open files, is made again.
    const fault = await life.srt.look().catch(() => undefined)
    this.#isLooking = false
    this.#lookedAt = clock.now()
    this.#mustLook ||= fault !== null
    if (!this.#isConnected || this.#life !== life || fault === undefined) return
    this.#find(fault)
    this.#isFree = fault === null
    this.#wishGlobals()
    this.#tellAll()
  }

  // What is told.

  #find(fault: Cause | null): void {
    if (fault?.message === this.#fault?.message) return
    this.#fault = fault
    this.#deps.onFault(fault)
    if (fault) this.#deps.say('ERROR', fault.message)
  }

  #tellAll(): void {
    for (const outputId of this.#listeners.keys()) this.#tell(outputId)
  }

  #tell(outputId: string): void {
    const listener = this.#listeners.get(outputId)
    const { bytesSent: _, bitrateBps: __, ...state } = this.sight(outputId)
    const told = JSON.stringify(state)
    if (!listener || listener.told === told) return
    listener.told = told
    listener.events.onChange()
  }
}
