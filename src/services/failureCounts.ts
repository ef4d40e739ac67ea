import type { Failure, FailureCode } from '../domain/failure.ts'

/** How often which failure was seen of each input or output since it was made, or since the start. */
export class FailureCounts {
  readonly #known = new Map<string, { last: Failure | null; counts: Map<FailureCode, number> }>()

  observe(id: string, failure: Failure | null): void {
    const known = this.#known.get(id) ?? { last: null, counts: new Map<FailureCode, number>() }
    const { last, counts } = known
    known.last = failure
    this.#known.set(id, known)
    if (failure === null) return
    // One that goes on counts further; any other begins anew.
    const isSame = last?.code === failure.code && last.firstSeenAt === failure.firstSeenAt
    const seen = isSame ? Math.max(0, failure.count - last.count) : failure.count
    if (seen > 0) counts.set(failure.code, (counts.get(failure.code) ?? 0) + seen)
  }

  forget(id: string): void {
    this.#known.delete(id)
  }

  of(id: string): ReadonlyMap<FailureCode, number> {
    return this.#known.get(id)?.counts ?? none
  }
}

const none: ReadonlyMap<FailureCode, number> = new Map()
