import type { ComponentFact } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import type { LogLevel } from '../domain/log.ts'
import type { Database } from '../db/database.ts'
import { DatabaseError } from '../db/errors.ts'

const lookEveryMs = 5000
/** While it is in trouble. */
const lookAgainMs = 1000
/** A database that takes longer does not answer. */
const answerWithinMs = 2000

/** What may fail: the look that is taken at it, or storing something. */
export type StorageUse = 'look' | 'settings' | 'log' | 'incidents' | 'timeline' | 'metrics' | 'stateHistory' | 'sessions'

export interface StorageParts {
  db: Pick<Database, 'check' | 'version'>
  clock: Clock
  say: (level: LogLevel, text: string) => void
}

/**
 * Whether the database takes what is to be stored: found out by those who store something and by a look every few
 * seconds, told by one line when it ends and one when it begins again. Nothing waits for it.
 */
export class Storage {
  readonly #parts: StorageParts
  readonly #closing = new AbortController()
  readonly #troubles = new Map<StorageUse, string>()
  #since: Date
  /** Whether a change that failed was given up, with nothing waiting to be stored. */
  #isOver = true
  #looking: Promise<void> | null = null
  #lookedAt = Number.NEGATIVE_INFINITY

  constructor(parts: StorageParts) {
    this.#parts = parts
    this.#since = parts.clock.date()
  }

  /** Looks from now on, until `close`. */
  start(): void {
    void this.#run()
  }

  close(): void {
    this.#closing.abort()
  }

  fact(): ComponentFact {
    const details = [...new Set(this.#troubles.values())]
    return {
      healthy: details.length === 0,
      version: this.#parts.db.version,
      detail: details.length === 0 ? null : details.join('; '),
      since: this.#since.toISOString(),
    }
  }

  /** Null: it worked. A change by a person that failed is over with the next look that finds nothing, unless it `waits`. */
  observe(use: StorageUse, error: unknown, { waits = true } = {}): void {
    const wasHealthy = this.#troubles.size === 0
    if (error === null) this.#troubles.delete(use)
    else this.#troubles.set(use, inWords(error))
    if (use === 'settings') this.#isOver = !waits
    if (use === 'look' && error === null && this.#isOver) this.#troubles.delete('settings')
    const isHealthy = this.#troubles.size === 0
    if (isHealthy === wasHealthy) return
    this.#since = this.#parts.clock.date()
    const { detail } = this.fact()
    if (isHealthy) this.#parts.say('INFO', 'The database works again, and what waited for it is stored')
    else this.#parts.say('ERROR', `${detail} Outputs go on; nothing can be changed but stops; what is logged waits in memory`)
  }

  /** Whether it is in order, looked at now: many who ask at once cause one look. */
  async isReady(): Promise<boolean> {
    const { clock } = this.#parts
    if (clock.now() - this.#lookedAt >= lookAgainMs) await this.#look()
    return this.#troubles.size === 0
  }

  #look(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => (this.#looking = null))
    return this.#looking
  }

  async #lookOnce(): Promise<void> {
    const { db, clock } = this.#parts
    const over = new AbortController()
    const silence = new DatabaseError('The database does not answer.')
    const error = await Promise.race([
      db.check().then(
        () => null,
        (thrown: unknown) => thrown,
      ),
      clock.sleep(answerWithinMs, over.signal).then(() => silence),
    ])
    over.abort()
    this.#lookedAt = clock.now()
    if (!this.#closing.signal.aborted) this.observe('look', error)
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted) {
      await this.#parts.clock.sleep(this.#troubles.size === 0 ? lookEveryMs : lookAgainMs, signal)
      if (!signal.aborted) await this.#look()
    }
  }
}

/** The rest of a long message may be a statement with all its values. */
function inWords(error: unknown): string {
  if (error instanceof DatabaseError) return error.message
  return `The database refuses what is to be stored: ${String(error).slice(0, 200)}.`
}
