import type { IncomingMessage } from 'node:http'
import type { Session } from '../domain/session.ts'
import type { Callers } from './callers.ts'
import type { KeyGuard } from './keyGuard.ts'
import type { Origins } from './origins.ts'
import type { Sessions } from './sessions.ts'

/** Why somebody may not come in. `code` stands in `extensions.code`. */
export interface Refusal {
  status: 401 | 403 | 429
  code: 'UNAUTHENTICATED' | 'FORBIDDEN' | 'TOO_MANY_WRONG_KEYS'
  message: string
  retryAfterSeconds: number | null
}

export interface DoorsParts {
  guard: KeyGuard
  sessions: Sessions
  origins: Origins
  callers: Callers
}

/** Decides who may come in, for every door. */
export class Doors {
  readonly #parts: DoorsParts

  constructor(parts: DoorsParts) {
    this.#parts = parts
  }

  /** Null when the request may come in: by its key, or by the cookie when it comes from our own pages. */
  refuseRequest(request: IncomingMessage): Refusal | null {
    const { sessions, origins } = this.#parts
    const changesNothing = request.method === 'GET' || request.method === 'HEAD'
    if (!changesNothing && this.isForeign(request)) return foreign
    const key = keyOf(request)
    if (key !== null) return this.refuseKey(key, request)
    if (!sessions.isSignedIn(request.headers.cookie)) return withoutKey
    // A browser names the page with everything that may change something: who names none is a program, which has the key.
    return changesNothing || origins.pageOf(request) === 'OWN' ? null : foreign
  }

  /** As `refuseRequest`, for those who only read metrics: their token lets them in too. */
  refuseScraper(request: IncomingMessage): Refusal | null {
    const key = keyOf(request)
    return key !== null && this.#parts.guard.isMetricsToken(key) ? null : this.refuseRequest(request)
  }

  /** A page that is neither ours nor allowed; it may know no key, but it has the network and the cookies of its visitor. */
  isForeign(request: IncomingMessage): boolean {
    return this.#parts.origins.pageOf(request) === 'OTHER'
  }

  /** A page that may not sign anybody in or out: any but ours. */
  isOfOthers(request: IncomingMessage): boolean {
    return this.isForeign(request) || this.#parts.origins.pageOf(request) === 'ALLOWED'
  }

  /** Lets a WebSocket in, or says why not. `key` is that of its connection parameters; `session`: it is in for as long as that is. */
  admitSocket(key: unknown, request: IncomingMessage): { refusal: Refusal } | { refusal: null; session: Session | null } {
    if (typeof key === 'string' && key !== '') {
      const wrong = this.refuseKey(key, request)
      return wrong === null ? { refusal: null, session: null } : { refusal: wrong }
    }
    const session = this.#parts.sessions.find(request.headers.cookie)
    if (session === null) return { refusal: withoutKey }
    // A WebSocket is not bound by the same-origin rule: any page could open one with the cookie of its visitor.
    return this.#parts.origins.pageOf(request) === 'OWN' ? { refusal: null, session } : { refusal: foreign }
  }

  /** Whether who came in by this session may stay. */
  mayStay(session: Session): boolean {
    return this.#parts.sessions.isInForce(session)
  }

  /** Null when it is the right key. */
  refuseKey(key: string, request: IncomingMessage): Refusal | null {
    const { guard, callers } = this.#parts
    const verdict = guard.judge(key, callers.placeOf(request))
    if (verdict.right) return null
    if (verdict.retryAfterSeconds === null) return refusal(401, 'UNAUTHENTICATED', 'This is not the API key.')
    const message = `Too many wrong keys from this address. Try again in ${verdict.retryAfterSeconds} s.`
    return refusal(429, 'TOO_MANY_WRONG_KEYS', message, verdict.retryAfterSeconds)
  }
}

export const foreign = refusal(
  403,
  'FORBIDDEN',
  'This page is not one of this server: its address is not what the header Host says. A proxy in between must pass Host, or be named in TRUST_PROXY and pass X-Forwarded-Host. Other sites, which come with the key, are named in ALLOWED_ORIGINS.',
)
const withoutKey = refusal(401, 'UNAUTHENTICATED', 'An API key is needed.')

function refusal(
  status: Refusal['status'],
  code: Refusal['code'],
  message: string,
  retryAfterSeconds: number | null = null,
): Refusal {
  return { status, code, message, retryAfterSeconds }
}

function keyOf(request: IncomingMessage): string | null {
  const header = request.headers['x-api-key']
  if (typeof header === 'string' && header !== '') return header
  return /^Bearer +(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}
