import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { type Callers, isOverTls } from './callers.ts'

/** Whose page sent a request: one of this server, one that was allowed, another, or none (a program). */
export type PageOf = 'OWN' | 'ALLOWED' | 'OTHER' | 'NONE'

/** Knows the pages that may use this server. */
export class Origins {
  readonly #allowed: ReadonlySet<string>
  readonly #callers: Callers

  constructor(callers: Callers, allowed: readonly string[] = []) {
    this.#callers = callers
    this.#allowed = new Set(allowed)
  }

  pageOf(request: IncomingMessage): PageOf {
    const { origin } = request.headers
    if (origin === undefined) return 'NONE'
    if (this.#isOwn(origin, request)) return 'OWN'
    return this.#allowed.has(origin.toLowerCase()) ? 'ALLOWED' : 'OTHER'
  }

  /** What lets an allowed page read the answer. Never the cookie: such a page comes with the key. */
  headersFor(request: IncomingMessage): OutgoingHttpHeaders | null {
    const { origin } = request.headers
    if (this.#allowed.size === 0 || origin === undefined || this.pageOf(request) !== 'ALLOWED') return null
    return { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after' }
  }

  #isOwn(origin: string, request: IncomingMessage): boolean {
    const host = this.#callers.hostOf(request)
    if (host === undefined || !URL.canParse(origin)) return false
    const page = new URL(origin)
    // A page that came unencrypted may be anybody's.
    if (isOverTls(request) && page.protocol !== 'https:') return false
    return page.host === withoutUsualPort(host.toLowerCase(), page.protocol)
  }
}

/** What a page asks before it sends anything but the simplest; null: this is no such question. */
export function preflightHeaders({ method, headers }: IncomingMessage): OutgoingHttpHeaders | null {
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return null
  return {
    'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
    'access-control-allow-headers': 'content-type, authorization, x-api-key',
    'access-control-max-age': '600',
  }
}

function withoutUsualPort(host: string, protocol: string): string {
  return host.replace(protocol === 'https:' ? /:443$/ : /:80$/, '')
}
