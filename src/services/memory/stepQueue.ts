import { finestStored, sizeOf, startOf } from '../../domain/metrics.ts'
import type { StoredPoint } from '../../domain/metrics.ts'

/** Points of one statement. */
const atOnce = 500
/** Points that wait while the database takes nothing; beyond these the oldest are lost. */
const most = 20_000

/** Steps that are made of finer ones, each with the step that it is made of; seconds. */
const madeOf = [
  { step: sizeOf.ONE_DAY.step, finer: finestStored },
  { step: sizeOf.THIRTY_DAYS.step, finer: sizeOf.ONE_DAY.step },
] as const

/** A coarser step that is to be made of the stored ones of `finer`. Seconds; `at` in Unix time. */
export interface StepToSum {
  step: number
  finer: number
  at: number
}

/** Points on their way to the database, and which coarser steps they belong to. */
export class StepQueue {
  #waiting: StoredPoint[] = []
  #taken: StoredPoint[] = []
  /** By step: when those began that are not made yet. */
  readonly #open = new Map<number, Set<number>>(madeOf.map(({ step }) => [step, new Set()]))

  put(point: StoredPoint): void {
    this.#waiting.push(point)
    if (this.#waiting.length > most) this.#waiting.shift()
    this.touch(point.at)
  }

  /** The coarser steps that this moment lies in are to be made. */
  touch(at: number): void {
    for (const [step, open] of this.#open) open.add(startOf(at, step))
  }

  /** All that is not known to be stored, oldest first. */
  of(subject: string): StoredPoint[] {
    return [...this.#taken, ...this.#waiting].filter((point) => point.subject === subject)
  }

  forget(subject: string): void {
    this.#waiting = this.#waiting.filter((point) => point.subject !== subject)
  }

  get hasMore(): boolean {
    return this.#waiting.length > 0
  }

  /** To be stored; `taken` or `putBack` follows. */
  take(): StoredPoint[] {
    this.#taken = this.#waiting.splice(0, atOnce)
    return this.#taken
  }

  putBack(): void {
    this.#waiting = [...this.#taken, ...this.#waiting].slice(-most)
    this.#taken = []
  }

  /** What was taken is stored, and these are made. */
  taken(made: readonly StepToSum[]): void {
    this.#taken = []
    for (const { step, at } of made) this.#open.get(step)?.delete(at)
  }

  /** Those to which nothing more will be added when what was taken is stored, finer ones first. `now`: what is observed began. */
  ended(now: number): StepToSum[] {
    const end = this.#waiting[0]?.at ?? now
    return madeOf.flatMap(({ step, finer }) =>
      [...(this.#open.get(step) ?? [])].filter((at) => at + step <= end).map((at) => ({ step, finer, at })),
    )
  }

  /** When the first of a step began that is not made yet: before it all are. */
  firstOpen(step: number, now: number): number {
    return Math.min(startOf(now, step), ...(this.#open.get(step) ?? []))
  }
}
