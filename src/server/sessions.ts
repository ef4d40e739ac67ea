import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../domain/clock.ts'

const cookieName = 'sdm_session'
const lifetimeSeconds = 30 * 24 * 3600

/**
 * The sign-in cookie: an expiry and its signature, nothing stored. It is signed with a key made from SECRET_KEY and the
 * API key, so a new one of either signs everybody out.
 */
export class Sessions {
  readonly #key: Buffer
  readonly #clock: Clock

  constructor(secretKey: string, apiKey: string, clock: Clock) {
    this.#key = Buffer.from(hkdfSync('sha256', secretKey, apiKey, 'sign-in cookie', 32))
    this.#clock = clock
  }

  /** The value of a Set-Cookie header that signs in. */
  signIn(overTls: boolean): string {
    const expires = String(this.#clock.date().getTime() + lifetimeSeconds * 1000)
    return cookie(`${expires}.${this.#sign(expires)}`, lifetimeSeconds, overTls)
  }

  /** The value of a Set-Cookie header that signs out. */
  signOut(overTls: boolean): string {
    return cookie('', 0, overTls)
  }

  /** Whether a Cookie header carries a session that we signed and that has not expired. */
  isSignedIn(cookieHeader: string | undefined): boolean {
    const [expires = '', signature = ''] = (readCookie(cookieHeader) ?? '').split('.')
    const expected = Buffer.from(this.#sign(expires))
    const given = Buffer.from(signature)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
    return Number(expires) > this.#clock.date().getTime()
  }

  #sign(expires: string): string {
    return createHmac('sha256', this.#key).update(expires).digest('base64url')
  }
}

function cookie(value: string, maxAgeSeconds: number, overTls: boolean): string {
  const attributes = [`${cookieName}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${maxAgeSeconds}`]
  return [...attributes, ...(overTls ? ['Secure'] : [])].join('; ')
}

function readCookie(header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2)
    if (name === cookieName && value !== undefined) return value
  }
  return null
}
