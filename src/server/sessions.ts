import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../domain/clock.ts'
import type { Session } from '../domain/session.ts'
import type { EndedSessionService } from '../services/services.ts'

const cookieName = 'sdm_session'
const lifetimeSeconds = 30 * 24 * 3600

/**
 * The sign-in cookie: an id, an expiry and their signature. It is signed with a key made from SECRET_KEY and the API key,
 * so a new one of either signs everybody out. Only those that were given back are remembered.
 */
export class Sessions {
  readonly #key: Buffer
  readonly #clock: Clock
  readonly #ended: EndedSessionService
  readonly #path: string

  /** Without `ended` a session lasts until it expires. Of one host, addresses below `basePath` alone get the cookie. */
  constructor(secretKey: string, apiKey: string, clock: Clock, ended: EndedSessionService = nothingEnded, basePath = '') {
    this.#key = Buffer.from(hkdfSync('sha256', secretKey, apiKey, 'sign-in cookie', 32))
    this.#clock = clock
    this.#ended = ended
    this.#path = `${basePath}/`
  }

  /** The value of a Set-Cookie header that signs in. */
  signIn(overTls: boolean): string {
    const id = randomBytes(12).toString('base64url')
    const expiresAt = this.#clock.date().getTime() + lifetimeSeconds * 1000
    const told = `${id}.${expiresAt}`
    return this.#cookie(`${told}.${this.#sign(told)}`, lifetimeSeconds, overTls)
  }

  /** Ends the session of a Cookie header, wherever else its cookie is; returns the value of a Set-Cookie header. */
  signOut(cookieHeader: string | undefined, overTls: boolean): string {
    const session = this.find(cookieHeader)
    if (session !== null) this.#ended.end(session)
    return this.#cookie('', 0, overTls)
  }

  /** Whether a Cookie header carries a session of ours that is in force. */
  isSignedIn(cookieHeader: string | undefined): boolean {
    return this.find(cookieHeader) !== null
  }

  /** The session that a Cookie header carries, signed by us and in force; null: none. */
  find(cookieHeader: string | undefined): Session | null {
    // Cookies know no ports: other programs of this host can set some of our name too, which must not keep anybody out.
    for (const value of readCookies(cookieHeader)) {
      const session = this.#read(value)
      if (session !== null) return session
    }
    return null
  }

  #read(value: string): Session | null {
    const [, told = '', id = '', expires = '', signature = ''] =
      /^(([\w-]{1,100})\.(\d{1,20}))\.([\w-]{1,100})$/.exec(value) ?? []
    if (told === '') return null
    const expected = Buffer.from(this.#sign(told))
    const given = Buffer.from(signature)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
    const session = { id, expiresAt: Number(expires) }
    return this.isInForce(session) ? session : null
  }

  /** Whether a session that was found has neither expired since nor been given back. */
  isInForce(session: Session): boolean {
    return session.expiresAt > this.#clock.date().getTime() && !this.#ended.has(session)
  }

  #cookie(value: string, maxAgeSeconds: number, overTls: boolean): string {
    const attributes = [`${cookieName}=${value}`, `Path=${this.#path}`, 'HttpOnly', 'SameSite=Strict', `Max-Age=${maxAgeSeconds}`]
    return [...attributes, ...(overTls ? ['Secure'] : [])].join('; ')
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url')
  }
}

const nothingEnded: EndedSessionService = { has: () => false, end: () => {} }

function readCookies(header: string | undefined): string[] {
  return (header ?? '').split(';').flatMap((part) => {
    const [name, value] = part.trim().split('=', 2)
    return name === cookieName && value !== undefined ? [value] : []
  })
}
