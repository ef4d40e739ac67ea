import type { Cause } from '../../domain/failure.ts'
import type { OutputTarget } from '../../domain/output.ts'
import { lookAt } from './lookAt.ts'
import type { LookDeps } from './lookAt.ts'

/** What a look before an attempt found. */
export interface RetryLook {
  /** Why nothing answers; null when something does, or when only a sender can tell. */
  cause: Cause | null
  /** Whether it has come so far as to verify the certificate. */
  sawCertificate: boolean
}

/**
 * Whether anything answers where this output sends to, found out without FFmpeg, whose start costs a hundred times as
 * much. When `signal` aborts it ends at once, and what it says then means nothing.
 */
export async function lookBeforeRetry(target: OutputTarget, deps: LookDeps, signal: AbortSignal): Promise<RetryLook> {
  let sawCertificate = false
  for await (const { name, cause } of lookAt(target, deps, signal, 'ANSWER')) {
    if (cause !== null) return { cause, sawCertificate }
    sawCertificate ||= name === 'tls'
  }
  return { cause: null, sawCertificate }
}
