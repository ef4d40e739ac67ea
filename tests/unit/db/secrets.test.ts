import { describe, expect, it } from 'vitest'
import { SecretUnreadableError } from '../../../src/db/errors.ts'
import { SecretBox } from '../../../src/db/secrets.ts'

const box = new SecretBox('one key')
const place = 'output:12:streamKey'

describe('SecretBox', () => {
  it.each(['live_123', '', 'ünï🔑', 'a:b:c', 'x'.repeat(5000)])('gives back %j', (secret) => {
    expect(box.decrypt(box.encrypt(secret, place), place)).toEqual({ secret, isOutdated: false })
  })

  it('writes v1 and base64 parts, never twice the same', () => {
    const [one, other] = [box.encrypt('live_123', place), box.encrypt('live_123', place)]
    expect(one).toMatch(/^v1:[A-Za-z0-9+/]{16}:[A-Za-z0-9+/]{22}==:[A-Za-z0-9+/]+=*$/)
    expect(one).not.toBe(other)
    expect(one).not.toContain('live_123')
  })

  it('reads what an earlier start wrote', () => {
    const stored = 'v1:DmeQxGBo9rFxKLjd:XAmSZiubqglx+FsyKC3ZVg==:jnKXReR+'
    expect(new SecretBox('the key of 2026').decrypt(stored, 'output:1:streamKey').secret).toBe('canary')
  })

  it('opens with any key of before, says so, and writes with the present one alone', () => {
    const stored = box.encrypt('live_123', place)
    const later = new SecretBox('third key', ['second key', 'one key'])
    expect(later.decrypt(stored, place)).toEqual({ secret: 'live_123', isOutdated: true })
    expect(() => box.decrypt(later.encrypt('live_123', place), place)).toThrow(SecretUnreadableError)
    expect(() => later.decrypt(stored, 'output:13:streamKey')).toThrow(SecretUnreadableError)
  })

  it.each([
    ['another key', () => new SecretBox('other key').decrypt(box.encrypt('s', place), place)],
    ['another row', () => box.decrypt(box.encrypt('s', place), 'output:13:streamKey')],
    ['another field', () => box.decrypt(box.encrypt('s', place), 'output:12:password')],
    ['a later format', () => box.decrypt(box.encrypt('s', place).replace('v1', 'v2'), place)],
    ['a cut text', () => box.decrypt(box.encrypt('s', place).slice(0, -4), place)],
    ['a shortened tag', () => box.decrypt(box.encrypt('s', place).replace(/^(v1:[^:]*:)[^:]*/, '$1AAAA'), place)],
    ['no text of ours', () => box.decrypt('live_123', place)],
  ])('does not open with %s', (_what, open) => {
    expect(open).toThrow(SecretUnreadableError)
  })
})
