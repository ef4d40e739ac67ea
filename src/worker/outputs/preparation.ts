import type { Cause } from '../../domain/failure.ts'
import type { OutputTarget } from '../../domain/output.ts'
import type { Redactor } from '../../domain/redaction.ts'
import { untilMoot } from '../bell.ts'
import type { Bell } from '../bell.ts'
import type { RetryLook } from '../look/beforeRetry.ts'
import type { AllowedPlace } from '../look/place.ts'
import type { Pace } from './pace.ts'
import type { PeerGate } from './peerGate.ts'

export interface PreparationDeps {
  redactor: Redactor
  pace: Pace
  /** Whether anything answers where an output sends to. */
  lookBeforeRetry: (target: OutputTarget, signal: AbortSignal) => Promise<RetryLook>
  /** Where the host of a destination is now, and whether it may be sent to. */
  allowedPlace: (target: OutputTarget, signal: AbortSignal) => Promise<AllowedPlace>
  /** For a sender that is to look a name up itself; or why there is none. */
  openGate: (target: OutputTarget) => Promise<PeerGate | Cause>
  /** Why the certificate of a destination is not to be trusted; null when it is, or need not be. */
  certificateFault: (target: OutputTarget, signal: AbortSignal) => Promise<Cause | null>
}

export interface Start {
  target: OutputTarget
  /** Whether it is to be looked for an answer first. */
  looks: boolean
  /** Of those that wait for their turn, the highest goes first. */
  rank: number
  /** Rung when anything changes. */
  bell: Bell
  /** Something answers. */
  onAnswer: () => void
  /** Whether the start is no longer asked for, looked at after each ring. */
  isMoot: () => boolean
}

/** `cause` says why no sender is to be started now; null: it is its turn. */
export interface Prepared {
  cause: Cause | null
  hasLooked: boolean
  /** `cause` is what a look found. */
  nothingAnswered: boolean
  /** Where alone the sender may connect to; null: where its URL leads to. */
  addresses: readonly string[] | null
  /** What the sender is to pass when it is told no address. Whoever gets it closes it. */
  gate: PeerGate | null
}

/**
 * All that comes before the start of a sender: what costs little first, and the turn once nothing else is waited for.
 * Null as soon as the start is no longer asked for.
 */
export async function prepareStart(deps: PreparationDeps, start: Start): Promise<Prepared | null> {
  using asked = untilMoot(start.bell, start.isMoot)
  const prepared = await prepare(deps, start, asked.signal)
  if (!asked.signal.aborted) return prepared
  prepared.gate?.close()
  return null
}

/** When `signal` aborts it ends, and what it returns means nothing. */
async function prepare(deps: PreparationDeps, { target, looks, rank, onAnswer }: Start, signal: AbortSignal): Promise<Prepared> {
  const found = (cause: Cause, nothingAnswered: boolean): Prepared => {
    const evidence = cause.evidence === null ? null : deps.redactor.redact(cause.evidence)
    return { cause: { ...cause, evidence }, hasLooked: false, nothingAnswered, addresses: null, gate: null }
  }
  const nothingFound = { cause: null, hasLooked: false, nothingAnswered: false, addresses: null, gate: null }
  const look = looks ? await deps.lookBeforeRetry(target, signal) : null
  if (signal.aborted) return nothingFound
  if (look?.cause) return found(look.cause, true)
  if (look) onAnswer()
  if (!(await deps.pace.turn(signal, rank))) return nothingFound
  const untrusted = look?.sawCertificate ? null : await deps.certificateFault(target, signal)
  if (untrusted) return found(untrusted, false)
  // Last, since what a name leads to may change.
  const place = await deps.allowedPlace(target, signal)
  if (place.cause !== null) return found(place.cause, false)
  const { addresses } = place
  const isGated = addresses !== null && target.url.startsWith('rtmps:') && !signal.aborted
  const gate = isGated ? await deps.openGate(target) : null
  if (gate && 'code' in gate) return found(gate, false)
  return { ...nothingFound, hasLooked: look !== null, addresses, gate }
}
