import { setTimeout as sleep } from 'node:timers/promises'
import type { AbstractSqlDriver, MikroORM, SqlEntityManager } from '@mikro-orm/sql'
import { Histogram, momentBounds } from '../domain/histogram.ts'
import { DatabaseError } from './errors.ts'

export type Orm = MikroORM<AbstractSqlDriver>

/** What one database program has of its own. */
export interface Program {
  readonly orm: Orm
  /** Such as `SQLite 3.53.4`. */
  readonly version: string
  /** How long a transaction that nobody waits for may wait for its turn. */
  readonly backgroundPatienceMs: number
  /** SQL for the value of a column with the letters A to Z as small ones, and no others. */
  lowered(column: string): string
  /** Whether somebody else has what a transaction needs to begin. Then nothing has happened, and it can be tried again. */
  isBusy(error: unknown): boolean
  /** Ends what `work` asks of the database once the deadline (performance.now) has passed. */
  bounded<T>(deadline: number, work: () => Promise<T>): Promise<T>
  /** `isCommitting`: it happened when everything was said but for the word that makes it last. */
  explain(error: unknown, isCommitting: boolean): unknown
  /** Resolves when what was committed would outlast a power cut. */
  outlasting(): Promise<void>
  /** A statement that succeeds where each table can be written, and does nothing. */
  readonly probe: string
  close(): Promise<void>
}

/** What is asked of the database: changes, questions, and looks whether it answers. */
export type DatabaseUse = 'WRITE' | 'READ' | 'LOOK'

/** How long each took, seconds, failed ones too. */
export type DatabaseTimes = Readonly<Record<DatabaseUse, Histogram>>

type Phase = 'BEGIN' | 'WORK' | 'COMMIT'

/** Milliseconds. What a person waits for at most. */
const usualPatience = 4500
/** While the database is known to be in trouble, so that a row of callers does not wait for each other's patience. */
const patienceInTrouble = 700
/** A look must end before whoever asks for it gives up. */
const patienceOfLook = 1500
/** Between two looks whether a lock is still held. */
const pause = 25

/** A database with our tables, for its stores: whole transactions, bounded in time, errors in words for people. */
export class Engine {
  readonly #program: Program
  readonly #patience: number
  readonly times: DatabaseTimes = {
    WRITE: new Histogram(momentBounds),
    READ: new Histogram(momentBounds),
    LOOK: new Histogram(momentBounds),
  }
  #isInTrouble = false
  #isClosed = false
  /** Null: whoever opened it only looks, or is just beginning. */
  #epoch: number | null = null

  /** `patienceMs`: how long a change by a person may wait for the database. */
  constructor(program: Program, patienceMs = usualPatience) {
    this.#program = program
    this.#patience = patienceMs
  }

  get orm(): Orm {
    return this.#program.orm
  }

  get version(): string {
    return this.#program.version
  }

  /** From now on transactions are refused once the row of the owner is of another epoch than this. */
  belongsTo(epoch: number): void {
    this.#epoch = epoch
  }

  /** See `Program`. */
  lowered(column: string): string {
    return this.#program.lowered(column)
  }

  /**
   * All of `work` or nothing; it may be called again, as long as nothing of it has happened. `isPatient`: a person waits for
   * it, and is answered when not even a power cut could undo it. Throws DatabaseError where the cause is one that people can mend.
   */
  async transaction<T>(work: (em: SqlEntityManager) => Promise<T>, { isPatient = true } = {}): Promise<T> {
    const patience = this.#isInTrouble ? Math.min(this.#patience, patienceInTrouble) : this.#patience
    using _ = this.#timed('WRITE')
    const result = await this.#within(isPatient ? patience : this.#program.backgroundPatienceMs, work)
    if (isPatient) await this.#program.outlasting()
    return result
  }

  /** Only reads. Throws as `transaction` does. */
  async read<T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    using _ = this.#timed('READ')
    try {
      return await this.#program.bounded(performance.now() + this.#patience, () => work(this.orm.em.fork()))
    } catch (error) {
      throw this.#program.explain(error, false)
    }
  }

  /** What an error means for people: a DatabaseError where the cause is known, else the error itself. */
  explain(error: unknown): unknown {
    return this.#program.explain(error, false)
  }

  /** Throws DatabaseError when the database cannot be written now. */
  async check(): Promise<void> {
    using _ = this.#timed('LOOK')
    await this.#within(patienceOfLook, (em) => em.execute(this.#program.probe))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#program.close()
  }

  /** Takes the time until it is disposed of. */
  #timed(use: DatabaseUse): Disposable {
    const beganAt = performance.now()
    return { [Symbol.dispose]: () => this.times[use].observe((performance.now() - beganAt) / 1000) }
  }

  async #within<T>(patience: number, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    const deadline = performance.now() + patience
    for (;;) {
      if (this.#isClosed) throw new Error('The database is closed')
      const progress = { phase: 'BEGIN' as Phase }
      try {
        const result = await this.#program.bounded(deadline, () => this.#whole(work, progress))
        this.#isInTrouble = false
        return result
      } catch (error) {
        if (progress.phase === 'BEGIN' && this.#program.isBusy(error) && performance.now() < deadline) {
          await sleep(pause)
          continue
        }
        const explained = this.#program.explain(error, progress.phase === 'COMMIT')
        if (explained instanceof DatabaseError && patience > 0) this.#isInTrouble = true
        throw explained
      }
    }
  }

  #whole<T>(work: (em: SqlEntityManager) => Promise<T>, progress: { phase: Phase }): Promise<T> {
    return this.orm.em.fork().transactional(async (em) => {
      // What keeps a transaction from beginning is told by its first statement.
      const [owner] = await em.execute<{ epoch: number }[]>('select epoch from owner where id = 1')
      progress.phase = 'WORK'
      // One that was cut off may be back before it knows; its ids of lines and incidents are in use by others now.
      if (this.#epoch !== null && owner?.epoch !== this.#epoch)
        throw new DatabaseError('Another manager has the database now: this one stores nothing any more.')
      const result = await work(em)
      await em.flush()
      progress.phase = 'COMMIT'
      return result
    })
  }
}
