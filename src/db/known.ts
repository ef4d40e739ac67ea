import type { Failure } from '../domain/failure.ts'
import { failureCodes } from '../domain/failure.ts'

/**
 * `value`, or `otherwise` where this version has no such value: it was written by a newer one that had the same tables, or
 * by hand, and must not keep the rest from being read.
 */
export function knownOr<Value extends string, Other>(values: readonly Value[], value: Value, otherwise: Other): Value | Other {
  return values.includes(value) ? value : otherwise
}

/** A failure whose code this version can tell. */
export function knownFailure(failure: Failure | null | undefined): Failure | null {
  return failure ? { ...failure, code: knownOr(failureCodes, failure.code, 'UNKNOWN') } : null
}
