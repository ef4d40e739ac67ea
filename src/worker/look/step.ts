import type { Clock } from '../../domain/clock.ts'
import type { Destination } from '../../domain/causes.ts'
import type { TestStepName } from '../../domain/destinations/destinationTest.ts'
import type { Cause } from '../../domain/failure.ts'
import { causeOfLook, faultOfError } from '../../domain/causes/look.ts'
import type { LookFault } from '../../domain/causes/look.ts'
import { visible } from '../../domain/visible.ts'

/** One step of a look at a destination. */
export interface LookStep {
  name: TestStepName
  /** Why it failed; null when it did not. */
  cause: Cause | null
  detail: string | null
  millis: number
}

/** A step that failed for a reason that is known. */
export class LookError extends Error {
  override readonly name = 'LookError'
  readonly fault: LookFault

  /** `evidence` is what showed it. */
  constructor(fault: LookFault, evidence: string) {
    super(evidence)
    this.fault = fault
  }
}

/** Where a step leads, how long it may last, and what ends it earlier. */
export interface StepParts {
  clock: Clock
  /** For words. */
  destination: Destination
  limitMs: number
  signal: AbortSignal
}

/**
 * Goes one step: yields it, and returns what it brought, or null when it failed. The signal that `act` gets aborts when
 * the time is over; whoever waits then throws.
 */
export async function* step<T>(
  name: TestStepName,
  { clock, destination, limitMs, signal }: StepParts,
  act: (signal: AbortSignal) => Promise<{ result: T; detail: string | null }>,
): AsyncGenerator<LookStep, T | null> {
  const began = clock.now()
  const millis = () => Math.round((clock.now() - began) * 10) / 10
  try {
    const { result, detail } = await within(limitMs, clock, signal, act)
    yield { name, cause: null, detail: detail === null ? null : safe(detail), millis: millis() }
    return result
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const fault = error instanceof LookError ? error.fault : faultOfError(code)
    const cause = causeOfLook(fault, safe(message), destination)
    yield { name, cause, detail: cause.message, millis: millis() }
    return null
  }
}

/** What certificates and answers say comes from who may be anybody. */
function safe(text: string): string {
  return visible(text.trim().slice(0, longestText)).toWellFormed()
}

const longestText = 500

/** Gives `act` a signal that aborts with `signal`, or once so much time is over. */
export async function within<T>(
  limitMs: number,
  clock: Clock,
  signal: AbortSignal,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const over = new AbortController()
  // With a reason of our own: making the usual exception, which nobody reads, costs more than a connection.
  const end = () => over.abort(null)
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  void clock.sleep(limitMs, over.signal).then(() => limit.abort(null))
  try {
    return await act(limit.signal)
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}

/** Rejects with what `late` makes when `signal` aborts before `work` is done. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, late: () => LookError): Promise<T> {
  let leave = () => {}
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(late())
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
