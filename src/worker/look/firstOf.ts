import type { Clock } from '../../domain/clock.ts'

/** How long one address is alone before the next is tried beside it, as senders do (RFC 8305). */
const staggerMs = 250

/**
 * What the first of these to answer gives: each is tried when the one before it failed, or beside it a little later, so
 * that one which swallows packets does not hide another. Rejects with the error of the last that this machine has a way
 * to. `discard` gets what came too late.
 */
export async function firstOf<A, T>(
  candidates: readonly A[],
  clock: Clock,
  signal: AbortSignal,
  attempt: (candidate: A, signal: AbortSignal) => Promise<T>,
  discard: (late: T) => void,
): Promise<T> {
  const [only] = candidates
  if (candidates.length === 1) return attempt(only!, signal)
  const decided = new AbortController()
  const ended = AbortSignal.any([signal, decided.signal])
  let mayBegin = Promise.resolve()
  const attempts = candidates.map((candidate) => {
    const turn = mayBegin
    const result = turn.then(() => {
      if (decided.signal.aborted) throw new Error('another answered')
      return attempt(candidate, ended)
    })
    const failed = new Promise<void>((resolve) => result.catch(() => resolve()))
    mayBegin = Promise.race([failed, turn.then(() => clock.sleep(staggerMs, ended))])
    return result
  })
  try {
    const first = await Promise.any(attempts)
    for (const other of attempts) other.then((late) => late === first || discard(late)).catch(() => {})
    return first
  } catch (error) {
    const errors: unknown[] = error instanceof AggregateError ? error.errors : [error]
    throw errors.findLast((one) => (one as NodeJS.ErrnoException).code !== 'ENETUNREACH') ?? errors.at(-1)
  } finally {
    decided.abort()
  }
}
