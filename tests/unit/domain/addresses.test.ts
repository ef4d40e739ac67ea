import { describe, expect, it } from 'vitest'
import { parseAddressRange } from '../../../src/domain/destinations/addressRange.ts'
import { ForbiddenPlaces } from '../../../src/domain/destinations/forbiddenPlaces.ts'
import { isLoopback } from '../../../src/domain/loopback.ts'
import { plainTarget } from '../../../src/domain/output.ts'
import type { Protocol } from '../../../src/domain/output.ts'

describe('a range of addresses', () => {
  it.each([
    ['192.0.2.7', { address: '192.0.2.7', prefix: 32, family: 'ipv4' }],
    ['192.0.2.7/32', { address: '192.0.2.7', prefix: 32, family: 'ipv4' }],
    ['10.0.0.0/8', { address: '10.0.0.0', prefix: 8, family: 'ipv4' }],
    ['2001:db8::/32', { address: '2001:db8::', prefix: 32, family: 'ipv6' }],
    ['2001:db8::/128', { address: '2001:db8::', prefix: 128, family: 'ipv6' }],
    ['::1', { address: '::1', prefix: 128, family: 'ipv6' }],
  ])('is read from %s', (text, range) => expect(parseAddressRange(text)).toEqual(range))

  it.each([
    ...['', 'proxy.example', '10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', 'fe80::1%eth0', '10.0.0'],
    ...['10.0.0.0/x8', '10.0.0.0/8x', '10.0.0.0/0008', '10.0.0.0/8.5'],
  ])('is not %o', (text) => expect(parseAddressRange(text)).toBeNull())
})

const placesOf = (text: string) => new ForbiddenPlaces(text.split(',').map((word) => parseAddressRange(word)!))

describe('places that may not be sent to', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', true],
    ['10.0.0.0/8', '::ffff:a00:1', true],
    ['127.0.0.0/8', '0.0.0.0', true],
    ['127.0.0.0/8', '::', true],
    ['::1/128', '0:0:0:0:0:0:0:1', true],
    ['::1', '::2', false],
    ['fd00::/8', 'fd12::1', true],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['239.0.0.0/8', '239.1.2.3', true],
    ['10.0.0.0/8', 'a.example.com', false],
    ['::1', '127.0.0.1', false],
    ['::1', '::', true],
    ['10.0.0.0/8', '0.0.0.0', false],
    ['192.0.2.7,10.0.0.0/8', '10.1.2.3', true],
  ])('%s hold %s: %j', (ranges, address, isHeld) => expect(placesOf(ranges).holds(address)).toBe(isHeld))

  const check = (places: ForbiddenPlaces, protocol: Protocol, url: string) =>
    places.check({ ...plainTarget, protocol, url }, 'output.url')

  it.each<[string, Protocol, string, string]>([
    ['10.0.0.0/8', 'UDP', 'udp://10.1.2.3:5000', '10.1.2.3'],
    ['10.0.0.0/8', 'RTMP', 'rtmp://0x0a.1/app', '10.0.0.1'],
    ['10.0.0.0/8', 'RTSP', 'rtsp://[::ffff:10.9.9.9]/path', '10.9.9.9'],
    ['127.0.0.0/8', 'SRT_CALLER', 'srt://Localhost.:9000', 'localhost'],
    ['127.0.0.0/8', 'RTMP', 'rtmp://a.localhost/app', 'a.localhost'],
    ['::1', 'UDP', 'udp://ip6-loopback:5000', 'ip6-loopback'],
  ])('%s refuse %s to %s', (ranges, protocol, url, host) => {
    expect(() => check(placesOf(ranges), protocol, url)).toThrow(
      expect.objectContaining({
        ...{ name: 'InvalidValue', field: 'output.url' },
        message: `Outputs of this server may not send to ${host}: FORBIDDEN_DESTINATIONS keeps them out`,
      }),
    )
  })

  it('refuse nothing else: other addresses, names, who waits for callers, and all where none are forbidden', () => {
    const places = placesOf('127.0.0.0/8,::1')
    for (const host of ['192.0.2.1', 'a.example.com', 'notlocalhost', 'localhost.example.com'])
      check(places, 'UDP', `udp://${host}:5000`)
    check(places, 'SRT_LISTENER', '')
    const none = new ForbiddenPlaces([])
    expect([none.isEmpty, places.isEmpty]).toEqual([true, false])
    check(none, 'UDP', 'udp://127.0.0.1:5000')
    check(none, 'SRT_LISTENER', '')
  })
})

it.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['[::1]', true],
  ['128.0.0.1', false],
  ['127.example.com', false],
  ['::2', false],
  ['2001:db8::1', false],
  ['localhost.example.com', false],
])('%s can only be the machine that looks: %j', (host, isOwn) => expect(isLoopback(host)).toBe(isOwn))
