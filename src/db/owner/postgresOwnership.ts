import type { Clock } from '../../domain/clock.ts'
import type { Ownership, OwnershipEvents } from '../../domain/ownership.ts'
import { inWords } from '../postgres/place.ts'
import type { PostgresPlace } from '../postgres/place.ts'
import type { Hold } from './claim.ts'
import { LockSession, isAnswer } from './lockSession.ts'
import type { SessionName, StoredOwner } from './lockSession.ts'
import type { OwnerStore } from './ownerStore.ts'

const renewEveryMs = 1000
const lookEveryMs = 200

export interface PostgresOwnershipParts {
  url: string
  place: PostgresPlace
  clock: Clock
  hold: Hold
  store: OwnerStore
  /** Holds the lock. */
  session: LockSession
  /** When what `epoch` is the answer to was asked (`clock.now`). */
  askedAt: number
  epoch: number
  instanceId: string
}

/**
 * The right to run the processes of a PostgreSQL database. Evidence of it is an answer of the session that holds the
 * lock, a renewal of the row (whoever waits to take over then refuses), or an active answer that no database runs there:
 * nobody else can have got it either. Without any for as long as the hold, another may take over, and ours end.
 */
export class PostgresOwnership implements Ownership {
  readonly epoch: number
  readonly instanceId: string
  readonly #parts: PostgresOwnershipParts
  readonly #listeners = new Set<Partial<OwnershipEvents>>()
  readonly #closing = new AbortController()
  readonly #done: Promise<unknown>
  #session: LockSession | null
  #lastSession: SessionName
  /** Monotonic milliseconds: when that was asked which was answered last. */
  #evidenceAt: number
  #isPaused = false
  #isLost = false

  constructor(parts: PostgresOwnershipParts) {
    const { session, askedAt, epoch, instanceId } = parts
    this.#parts = parts
    this.epoch = epoch
    this.instanceId = instanceId
    this.#session = session
    this.#lastSession = session.name
    this.#evidenceAt = askedAt
    this.#done = Promise.all([this.#keep(), this.#judge()])
  }

  mayStart(): boolean {
    return this.holdsForMs() > 0
  }

  holdsForMs(): number {
    const { clock, hold } = this.#parts
    return this.#isPaused || this.#isLost ? 0 : Math.max(0, this.#evidenceAt + hold.holdMs - clock.now())
  }

  trouble(): string | null {
    return this.#isPaused ? `No output runs: ${this.#unreached()}` : null
  }

  listen(events: Partial<OwnershipEvents>): () => void {
    this.#listeners.add(events)
    return () => this.#listeners.delete(events)
  }

  servesAt(url: string): Promise<void> {
    return this.#parts.store.update(this.epoch, { url })
  }

  async release(): Promise<void> {
    this.#closing.abort()
    await this.#done
    const { store, clock } = this.#parts
    if (!this.#isLost) await store.update(this.epoch, { releasedAt: clock.date() }).catch(() => {})
    this.#session?.close()
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted && !this.#isLost) {
      await this.#renew()
      await this.#parts.clock.sleep(renewEveryMs, signal)
    }
  }

  async #renew(): Promise<void> {
    const { clock, hold } = this.#parts
    let askedAt = clock.now()
    try {
      this.#session ??= await LockSession.open(this.#parts.url)
      if (!this.#session.holdsLock) await this.#lock(this.#session)
      askedAt = clock.now()
      if (!(await this.#session.renew(this.epoch))) return this.#lose(await this.#session.owner())
      this.#evidenceAt = askedAt
      // An answer that took long would soon count no more, and what was started would have to end again.
      if (this.#session.holdsLock && clock.now() - askedAt < hold.holdMs / 2) this.#resume()
    } catch (error) {
      const isHeld = this.#session?.holdsLock === true
      if (isHeld ? isAnswer(error) || isGone(error) : isGone(error)) this.#evidenceAt = askedAt
      if (isAnswer(error)) return
      this.#session?.close()
      this.#session = null
    }
  }

  /** The session of ours that broke may not have ended on the server. */
  async #lock(session: LockSession): Promise<void> {
    if (await session.tryLock()) this.#lastSession = session.name
    else await session.end(this.#lastSession)
  }

  /** Apart from what waits for the database. */
  async #judge(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted && !this.#isLost) {
      if (!this.#isPaused && this.holdsForMs() === 0) this.#pause()
      await this.#parts.clock.sleep(lookEveryMs, signal)
    }
  }

  #pause(): void {
    this.#isPaused = true
    const why = `Every output waits: ${this.#unreached()}`
    for (const { onPause } of this.#listeners) onPause?.(why)
  }

  #resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    for (const { onResume } of this.#listeners) onResume?.(`${inWords(this.#parts.place)} is reached again: the outputs go on`)
  }

  #lose(owner: StoredOwner | null): void {
    this.#isLost = true
    const database = inWords(this.#parts.place)
    const why =
      owner === null || owner.epoch < this.epoch
        ? `${database} was put back to an earlier state: this server ends, so that it can be started with what is in it now.`
        : `${database} was taken over by another manager, process ${owner.pid} on ${owner.hostName}: this one ends.`
    for (const { onLost } of this.#listeners) onLost?.(why)
  }

  #unreached(): string {
    const { place, hold } = this.#parts
    return `${inWords(place)} was not reached for ${hold.holdMs / 1000} s, so that another manager may have taken it over. They go on when it is reached`
  }
}

/** Whether the host itself said that no database runs there, or the server that it takes no sessions. */
function isGone(error: unknown): boolean {
  const { code, errors } = error as { code?: string; errors?: unknown[] }
  if (errors !== undefined && errors.length > 0) return errors.every(isGone)
  // ENOENT: the socket of a server on this machine.
  return code !== undefined && ['ECONNREFUSED', 'ENOENT', '57P01', '57P02', '57P03'].includes(code)
}
