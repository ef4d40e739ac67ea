import type { Clock } from '../../domain/clock.ts'
import type { Cause } from '../../domain/failure.ts'
import { cannotOpen, sharedPortBusy } from '../../domain/listenerCauses.ts'
import type { LogLevel } from '../../domain/log.ts'
import { listenerPath } from '../../domain/protocols/srtListener.ts'
import { udpPortHolder } from '../ports.ts'
import type { SharedListener, SharedListenerEvents, SharedPort, SharedSight } from '../sharedPort.ts'
import { Callers } from './callers.ts'
import { CallerTalk } from './callerTalk.ts'
import type { Life } from './child.ts'
import type { SrtConnection } from './client.ts'
import { GlobalKeeper } from './globalKeeper.ts'
import { listenerSettingsOf, outputIdOf } from './paths.ts'
import type { PathKeeper } from './pathKeeper.ts'
import { hashed } from './users.ts'

export interface SharedPortDeps {
  clock: Clock
  /** UDP, on every interface; null: there is none. */
  port: number | null
  keeper: PathKeeper
  ownsPid: (pid: number) => boolean
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

const lookForPortEveryMs = 1000
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
  #isPortOurs = false
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
    this.#talk = new CallerTalk(deps.clock, (outputId, level, text) =>
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
    // The source names the port and password of this MediaMTX.
    const settings = wish && this.#life && listenerSettingsOf(wish, this.#life)
    this.#deps.keeper.wish(listenerPath(outputId).path, settings)
    this.#wishGlobals()
  }

  #wishGlobals(): void {
    if (this.#life === null || !this.#isPortOurs) return this.#globals.wish(null)
    const callers = [...this.#listeners.values()].flatMap(({ wish }) => {
      if (wish === null) return []
      const { path, user } = listenerPath(wish.outputId)
      return [{ user, pass: hashed(wish.accessToken), ips: [], permissions: [{ action: 'read' as const, path }] }]
    })
    this.#globals.wish({
      ...{ srt: true, srtAddress: `0.0.0.0:${this.#deps.port}` },
      authInternalUsers: [...this.#life.users, ...callers],
    })
  }

  // What is.

  sight(outputId: string): SharedSight {
    const listener = this.#listeners.get(outputId)
    const { path } = listenerPath(outputId)
    const { count: callers = 0, isAcknowledged = false, bytesSent = 0, bitrateBps = 0 } = listener?.callers ?? {}
    const { keeper } = this.#deps
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
    this.#isPortOurs = false
    this.#wishGlobals()
    if (this.#life) this.#globals.connected(this.#life.client)
    void this.#lookForPort()
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
    if (!this.#isPortOurs && this.#deps.clock.now() - this.#lookedAt >= lookForPortEveryMs) void this.#lookForPort()
    this.#tellAll()
  }

  get wantsConnections(): boolean {
    for (const { wish, callers } of this.#listeners.values()) if (wish !== null || callers.count > 0) return true
    return false
  }

  /** Null: the SRT server does not run, though it was told to. */
  see(connections: readonly SrtConnection[] | null, askedAt: number): void {
    if (connections === null && this.#globals.isApplied && askedAt - this.#appliedAt > changeTakesMs) {
      // Its settings file was read again, and what we had told it is gone.
      this.#globals.forget()
      this.#isPortOurs = false
      this.#wishGlobals()
    }
    for (const [outputId, { callers, events }] of this.#listeners) {
      const { path } = listenerPath(outputId)
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
    const outputId = outputIdOf(path)
    if (outputId !== null) this.#tell(outputId)
  }

  refused(path: string, message: string): void {
    const listener = this.#listeners.get(outputIdOf(path) ?? '')
    if (!listener) return
    listener.refused = cannotOpen(this.#deps.redact(message))
    this.#tellAll()
  }

  /** A port that somebody has would end MediaMTX. */
  async #lookForPort(): Promise<void> {
    const { port, ownsPid, clock, onFault, say } = this.#deps
    if (this.#isLooking || port === null) return
    this.#isLooking = true
    // A look that failed, as for want of open files, is made again.
    const holder = await udpPortHolder(port, '0.0.0.0', ownsPid).catch(() => undefined)
    this.#isLooking = false
    this.#lookedAt = clock.now()
    if (!this.#isConnected || holder === undefined) return
    const fault = holder === null ? null : sharedPortBusy(port, holder)
    if (fault?.message !== this.#fault?.message) {
      this.#fault = fault
      onFault(fault)
      if (fault) say('ERROR', fault.message)
    }
    this.#isPortOurs = holder === null
    this.#wishGlobals()
    this.#tellAll()
  }

  // What is told.

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
