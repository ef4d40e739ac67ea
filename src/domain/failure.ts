/** Causes of a failure. The list grows with what can be told apart; clients accept values that they do not know. */
export const failureCodes = [
  'NAME_NOT_FOUND',
  'REFUSED',
  'NO_ANSWER',
  'TLS',
  'REJECTED',
  'KEY_IN_USE',
  'AUTHENTICATION',
  'PATH_NOT_FOUND',
  'WRONG_PASSPHRASE',
  'ENCRYPTION_MISMATCH',
  'BAD_OPTION',
  'FORBIDDEN_DESTINATION',
  'PORT_BUSY',
  'CODEC_NOT_CARRIED',
  'CONNECTION_LOST',
  'STALLED',
  'TOO_SLOW',
  'PROGRAM_MISSING',
  'PROGRAM_DIED',
  'INPUT_LOST',
  'BAD_FEED',
  'MEDIAMTX_DOWN',
  'SERVER_DOWN',
  'NETWORK_DOWN',
  'FLAPPING',
  'SECRET_UNREADABLE',
  'STORAGE',
  'UNKNOWN',
] as const
export type FailureCode = (typeof failureCodes)[number]

/** A cause in plain words, before it is known when and how often it was seen. */
export interface Cause {
  code: FailureCode
  /** What happened, one sentence. */
  message: string
  /** The likely cause, or null when nothing better than the message is known. */
  likelyCause: string | null
  /** What to try, most promising first. */
  advice: string[]
  /** The line that tells it, redacted; null when there is none (a stall, a signal). */
  evidence: string | null
}

/** Why something is not as wished now. Times are ISO 8601. */
export interface Failure extends Cause {
  firstSeenAt: string
  lastSeenAt: string
  /** How often this same cause was seen in a row, from 1. */
  count: number
}

/** The failure that stands after `cause` was seen at `at`: the same code goes on counting, another begins anew. */
export function nextFailure(previous: Failure | null, cause: Cause, at: Date): Failure {
  const seen = at.toISOString()
  const same = previous !== null && previous.code === cause.code
  return {
    ...cause,
    firstSeenAt: same ? previous.firstSeenAt : seen,
    lastSeenAt: seen,
    count: same ? previous.count + 1 : 1,
  }
}

/** Causes that time does not mend: no further attempt is made until settings, tracks or the program change, or a person retries. */
export const neverRetried: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'BAD_OPTION',
  'CODEC_NOT_CARRIED',
  'PROGRAM_MISSING',
  'SECRET_UNREADABLE',
])

/** Causes that a person must mend: an output is called FAILED at the first one, though most of them are tried again. */
export const failedAtOnce: ReadonlySet<FailureCode> = new Set<FailureCode>([
  ...neverRetried,
  'AUTHENTICATION',
  'ENCRYPTION_MISMATCH',
  'FORBIDDEN_DESTINATION',
  'REJECTED',
  'WRONG_PASSPHRASE',
])
