import { describe, expect, it } from 'vitest'
import { KeyGuard } from '../../src/server/keyGuard.ts'
import { Sessions } from '../../src/server/sessions.ts'

/** A clock that a test moves by hand. */
function handClock() {
  let ms = 1_800_000_000_000
  return {
    now: () => ms,
    date: () => new Date(ms),
    sleep: () => Promise.resolve(),
    pass: (more: number) => {
      ms += more
    },
  }
}

describe('KeyGuard', () => {
  it('answers 20 wrong keys a minute from one address and tells more to wait', () => {
    const clock = handClock()
    const guard = new KeyGuard('right', clock)
    for (let i = 0; i < 20; i++) expect(guard.judge('wrong', 'a')).toEqual({ right: false, retryAfterSeconds: null })
    clock.pass(10_500)
    expect(guard.judge('wrong', 'a')).toEqual({ right: false, retryAfterSeconds: 50 })
    expect(guard.judge('wrong', 'b')).toEqual({ right: false, retryAfterSeconds: null })
    expect(guard.judge('right', 'a')).toEqual({ right: true })
    clock.pass(49_500)
    expect(guard.judge('wrong', 'a')).toEqual({ right: false, retryAfterSeconds: null })
  })

  it('takes nothing for the key but the key', () => {
    const guard = new KeyGuard('right', handClock())
    for (const wrong of ['', 'righ', 'right ', 'RIGHT', 'rightright']) expect(guard.judge(wrong, 'a').right).toBe(false)
  })
})

describe('Sessions', () => {
  const pair = (setCookie: string) => setCookie.split(';', 1)[0]

  it('knows its own cookie, among others, until it expires', () => {
    const clock = handClock()
    const sessions = new Sessions('secret', 'key', clock)
    const cookie = `theme=dark; ${pair(sessions.signIn(false))}`
    expect(sessions.isSignedIn(cookie)).toBe(true)
    clock.pass(30 * 24 * 3600 * 1000)
    expect(sessions.isSignedIn(cookie)).toBe(false)
  })

  it('is closed to scripts, other sites, and plain HTTP where TLS is in front', () => {
    const sessions = new Sessions('secret', 'key', handClock())
    expect(sessions.signIn(false)).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=2592000$/)
    expect(sessions.signIn(true)).toMatch(/; Secure$/)
    expect(sessions.signOut(undefined, false)).toMatch(/^sdm_session=; .*Max-Age=0$/)
  })

  it('of several cookies of its name takes the one that it signed: other programs of this host can set some', () => {
    const sessions = new Sessions('secret', 'key', handClock())
    const cookie = pair(sessions.signIn(false))
    expect(sessions.isSignedIn(`sdm_session=evil; sdm_session=; ${cookie}`)).toBe(true)
    expect(sessions.isSignedIn(`${cookie}; sdm_session=evil`)).toBe(true)
    expect(sessions.isSignedIn('sdm_session=evil; sdm_session=more')).toBe(false)
  })

  it('signs nobody in by a cookie of another key, a longer expiry, or nonsense', () => {
    const clock = handClock()
    const sessions = new Sessions('secret', 'key', clock)
    const cookie = pair(sessions.signIn(false)) ?? ''
    expect(new Sessions('secret', 'another key', clock).isSignedIn(cookie)).toBe(false)
    expect(new Sessions('another secret', 'key', clock).isSignedIn(cookie)).toBe(false)
    const [, id = '', expires = '', signature = ''] = /=([\w-]+)\.(\d+)\.(.+)$/.exec(cookie) ?? []
    expect(sessions.isSignedIn(`sdm_session=${id}.${expires}.${signature}`)).toBe(true)
    expect(sessions.isSignedIn(`sdm_session=${id}.${Number(expires) + 1}.${signature}`)).toBe(false)
    expect(sessions.isSignedIn(`sdm_session=${id}x.${expires}.${signature}`)).toBe(false)
    for (const bad of [
      undefined,
      '',
      'sdm_session',
      'sdm_session=',
      'sdm_session=.',
      'sdm_session=..',
      `sdm_session=${id}.${expires}`,
      `sdm_session=${expires}.${signature}`,
      `other=${id}.${expires}.${signature}`,
    ]) {
      expect(sessions.isSignedIn(bad)).toBe(false)
    }
  })
})
