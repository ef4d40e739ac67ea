import { DatabaseError, RefusedError, UncertainError } from '../errors.ts'
import { inWords } from './place.ts'
import type { PostgresPlace } from './place.ts'

/** By SQLSTATE: how the sentence that begins with the database ends. */
const answers: Record<string, string> = {
  '25006': 'can only be read: it is a standby, or was set so; name the one that can be written in DATABASE_URL.',
  '28000': 'does not let this machine in that way: check its pg_hba.conf, and sslmode in DATABASE_URL.',
  '28P01': 'refuses the user or the password in DATABASE_URL: correct them.',
  '3D000': 'does not exist: create it, or correct its name in DATABASE_URL.',
  '42501':
    'does not allow the user in DATABASE_URL what is needed: make that user the owner of the database, or let it make and change tables there.',
  '53100': 'has a full disk: free space where its data lies.',
  '53200': 'has no memory left: end what needs it there.',
  '53300': 'has as many connections as it may have: end some, or raise max_connections there.',
  '55P03': 'holds what is to be changed under a lock of another program: end that one first.',
  '57014': 'did not do in time what was asked: look what else it does, and whether another program holds a lock.',
  '57P01': 'is being stopped, or ended our connection.',
  '57P02': 'has crashed and is being started anew.',
  '57P03': 'is starting or stopping: it takes no connections now.',
  '57P05': 'ended our connection.',
  '58030': 'cannot read or write its disk: check it.',
  XX001: 'is damaged: put back a copy of it.',
  XX002: 'is damaged: an index must be built anew (REINDEX).',
}

/** By the code of Node's own errors. */
const connectionErrors: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name of the host is not known',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
}

/** Of the driver's own errors, which have no code. */
const driverErrors: [RegExp, string][] = [
  [/timeout expired|timeout exceeded|connection timeout/i, 'no answer'],
  [/terminated|not queryable|connection error|client was closed/i, 'the connection was cut'],
]

/** The driver waited for an answer in vain. */
const silence = /read timeout/i

const certificate = /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS)/

interface SeenError {
  code?: string
  message: string
}

/** Whether it may be otherwise soon, as while the server is being started. */
export function isPassing(error: unknown): boolean {
  const { code = '', message } = error as SeenError
  return (
    code in connectionErrors ||
    code === '57P03' ||
    code === '53300' ||
    silence.test(message) ||
    driverErrors.some(([words]) => words.test(message))
  )
}

/** What `error` means for people: a DatabaseError or a RefusedError where the cause is known, else the error itself. None holds user or password. */
export function explainedPostgres(error: unknown, place: PostgresPlace, isCommitting = false): unknown {
  if (error instanceof DatabaseError || !(error instanceof Error)) return error
  const { code = '', message } = error as SeenError
  const make = (end: string) => new DatabaseError(`${inWords(place)} ${end}`, { cause: error })
  const isSilent = silence.test(message)
  const why = connectionErrors[code] ?? driverErrors.find(([words]) => words.test(message))?.[1]
  // A server that is told to commit and goes then may have done it.
  if (isCommitting && (isSilent || why !== undefined || /^(08|57P)/.test(code))) {
    return new UncertainError(`${inWords(place)} went away at the last moment.`, { cause: error })
  }
  if (isSilent) return make('does not answer: check that it runs, and whether another program holds a lock there.')
  if (why !== undefined) return make(`cannot be reached (${why}): check that it runs, and DATABASE_URL.`)
  if (certificate.test(code)) {
    return make(`has a certificate that cannot be trusted (${code}): name its authority with sslrootcert in DATABASE_URL.`)
  }
  if (/does not support SSL/.test(message)) return make('does not speak TLS: leave sslmode out of DATABASE_URL.')
  if (/SASL|password must be a string/.test(message)) return make(answers['28P01']!)
  if (code.startsWith('08')) return make('cannot be reached (the connection was cut): check that it runs, and DATABASE_URL.')
  // Of the class of data that cannot be.
  if (code.startsWith('22')) return new RefusedError(message, { cause: error })
  const answer = answers[code]
  return answer === undefined ? error : make(answer)
}
