import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { parseAddressRange } from '../../src/domain/destinations/addressRange.ts'
import { Callers, isOverTls, placeOfAddress } from '../../src/server/callers.ts'

const request = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers: { host: 'inner:8080', ...headers } }) as unknown as IncomingMessage

const callers = (...trusted: string[]) => new Callers(trusted.map((range) => parseAddressRange(range)!))

describe('who calls', () => {
  it('is who connects, whatever is said, unless a trusted proxy says it', () => {
    const said = { 'x-forwarded-for': '198.51.100.7' }
    expect(callers().placeOf(request('127.0.0.1', said))).toBe('127.0.0.1')
    expect(callers('10.0.0.0/8').placeOf(request('127.0.0.1', said))).toBe('127.0.0.1')
    expect(callers('127.0.0.1').placeOf(request('127.0.0.1', said))).toBe('198.51.100.7')
    expect(callers('127.0.0.1').placeOf(request('::ffff:127.0.0.1', said))).toBe('198.51.100.7')
    expect(callers('127.0.0.1').placeOf(request('127.0.0.1'))).toBe('127.0.0.1')
  })

  it('is the last who is no proxy: what stands before, anybody could have written', () => {
    const placeOf = (chain: string) =>
      callers('127.0.0.1', '10.0.0.0/8').placeOf(request('127.0.0.1', { 'x-forwarded-for': chain }))
    expect(placeOf('1.1.1.1, 198.51.100.7')).toBe('198.51.100.7')
    expect(placeOf('1.1.1.1, 198.51.100.7:4711, 10.1.2.3')).toBe('198.51.100.7')
    expect(placeOf('198.51.100.7, nonsense')).toBe('127.0.0.1')
    expect(placeOf(`1.1.1.1, ${Array(50).fill('10.1.2.3').join(', ')}`)).toBe('10.1.2.3')
    expect(placeOf('[2001:db8::7]:443')).toBe('2001:db8:0:0')
  })

  it('is all of a network of IPv6, which one machine can have', () => {
    expect(placeOfAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
    expect(placeOfAddress('2001:db8:1:2::1')).toBe('2001:db8:1:2')
    expect(placeOfAddress('2001:0db8:0001:0002::1')).toBe('2001:db8:1:2')
    expect(placeOfAddress('fe80::1%eth0')).toBe('fe80:0:0:0')
    expect(placeOfAddress('::1')).toBe('0:0:0:0')
    expect(placeOfAddress('192.0.2.1')).toBe('192.0.2.1')
  })

  it('may name another host by a trusted proxy only', () => {
    const named = request('127.0.0.1', { 'x-forwarded-host': 'studio.example' })
    expect(callers().hostOf(named)).toBe('inner:8080')
    expect(callers('127.0.0.1').hostOf(named)).toBe('studio.example')
  })
})

it('TLS is what the proxy next to the caller says', () => {
  const saying = (proto: string) => isOverTls(request('127.0.0.1', { 'x-forwarded-proto': proto }))
  expect([saying('https'), saying('https, http'), saying('HTTPS')]).toEqual([true, true, true])
  expect([saying('http'), saying('http, https'), saying('httpsx'), isOverTls(request('127.0.0.1'))]).toEqual(Array(4).fill(false))
})
