import type { Clock } from '../domain/clock.ts'
import type { Session } from '../domain/session.ts'
import type { EndedSessionStore } from '../db/endedSessions.ts'
import { Saver } from './saver.ts'
import type { EndedSessionService } from './services.ts'

/** Where the database was away. */
const saveEveryMs = 10_000
/** In 30 days, the life of a session; nobody without the key makes any. */
const mostEnded = 1000

export interface EndedSessionParts {
  clock: Clock
  store: EndedSessionStore
  /** Hears when they cannot be stored for some time, with the error, and null when they can again. */
  onTrouble: (error: unknown) => void
}

/** Sign-ins of the dashboard that were given back, in memory: each request asks. */
export class EndedSessions implements EndedSessionService {
  readonly #parts: EndedSessionParts
  /** When each expires, by id. */
  readonly #ended = new Map<string, number>()
  #unsaved: Session[] = []
  #allUntil = Number.NEGATIVE_INFINITY
  readonly #saver: Saver

  constructor(parts: EndedSessionParts) {
    this.#parts = parts
    const { clock, onTrouble } = parts
    this.#saver = new Saver({ clock, everyMs: saveEveryMs, save: (isPatient) => this.#save(isPatient), onTrouble })
  }

  async start(): Promise<void> {
    for (const { id, expiresAt } of await this.#parts.store.load()) this.#ended.set(id, expiresAt)
    this.#forget()
    this.#saver.start()
  }

  has({ id, expiresAt }: Session): boolean {
    return expiresAt <= this.#allUntil || this.#ended.has(id)
  }

  end(session: Session): void {
    if (this.has(session)) return
    this.#ended.set(session.id, session.expiresAt)
    this.#unsaved.push(session)
    this.#forget()
    this.#saver.soon()
  }

  /** Resolves when everything is stored, if the database takes it. */
  async close(): Promise<void> {
    await this.#saver.close()
  }

  /** Of too many, those that expire first: with them end all that expire no later, so that none comes back. */
  #forget(): void {
    const now = this.#parts.clock.date().getTime()
    for (const [id, expiresAt] of this.#ended) if (expiresAt <= now) this.#ended.delete(id)
    if (this.#ended.size < mostEnded) return
    const byExpiry = [...this.#ended].sort(([, one], [, other]) => one - other)
    // Those that are kept tell the next start until when all have ended: there are as many of them as may be.
    for (const [id] of byExpiry.slice(0, -mostEnded)) this.#ended.delete(id)
    this.#allUntil = byExpiry.at(-mostEnded)?.[1] ?? this.#allUntil
  }

  async #save(isPatient: boolean): Promise<void> {
    const ended = this.#unsaved
    if (ended.length === 0) return
    this.#unsaved = []
    try {
      const now = this.#parts.clock.date().getTime()
      await this.#parts.store.write({ ended, expiredBefore: Math.max(now, this.#allUntil) }, { isPatient })
    } catch (error) {
      this.#unsaved = [...ended, ...this.#unsaved]
      throw error
    }
  }
}
