import type { IncomingMessage } from 'node:http'
import type { KeyGuard } from './keyGuard.ts'
import type { Sessions } from './sessions.ts'

/** Why somebody may not come in. `code` stands in `extensions.code`. */
export interface Refusal {
  status: 401 | 403 | 429
  code: 'UNAUTHENTICATED' | 'FORBIDDEN' | 'TOO_MANY_WRONG_KEYS'
  message: string
  retryAfterSeconds: number | null
}

/** Decides who may come in, for every door. */
export class Doors {
  readonly #guard: KeyGuard
  readonly #sessions: Sessions

  constructor(guard: KeyGuard, sessions: Sessions) {
    this.#guard = guard
    this.#sessions = sessions
  }

  /** Null when the request may come in: by its key, or by the cookie when it comes from our own pages. */
  refuseRequest(request: IncomingMessage): Refusal | null {
    const key = keyOf(request)
    if (key !== null) return this.refuseKey(key, request)
    if (!this.#sessions.isSignedIn(request.headers.cookie)) return refusal(401, 'UNAUTHENTICATED', 'An API key is needed.')
    const safe = request.method === 'GET' || request.method === 'HEAD'
    return safe || request.headers.origin === undefined || isOwnOrigin(request) ? null : foreign
  }

  /** Null when the WebSocket may come in. `key` is that of its connection parameters. */
  refuseSocket(key: unknown, request: IncomingMessage): Refusal | null {
    if (typeof key === 'string' && key !== '') return this.refuseKey(key, request)
    if (!this.#sessions.isSignedIn(request.headers.cookie)) return refusal(401, 'UNAUTHENTICATED', 'An API key is needed.')
    // A WebSocket is not bound by the same-origin rule: any page could open one with the cookie of its visitor.
    return isOwnOrigin(request) ? null : foreign
  }

  /** Null when it is the right key. */
  refuseKey(key: string, request: IncomingMessage): Refusal | null {
    const verdict = this.#guard.judge(key, request.socket.remoteAddress ?? '')
    if (verdict.right) return null
    if (verdict.retryAfterSeconds === null) return refusal(401, 'UNAUTHENTICATED', 'This is not the API key.')
    const message = `Too many wrong keys from this address. Try again in ${verdict.retryAfterSeconds} s.`
    return refusal(429, 'TOO_MANY_WRONG_KEYS', message, verdict.retryAfterSeconds)
  }
}

const foreign = refusal(403, 'FORBIDDEN', 'The sign-in of the dashboard cannot be used from another site.')

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

function isOwnOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}
