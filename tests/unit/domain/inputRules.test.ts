import { describe, expect, it } from 'vitest'
import type { Input, InputSettings } from '../../../src/domain/input.ts'
import {
  checkJoining,
  readMulticastGroup,
  readSourceAddress,
  rivalOf,
  addressesOverlap,
  checkTestSignal,
  holderOf,
  isMoved,
  isMulticast,
  listenUrlOf,
  readListenAddress,
  readUdpPort,
} from '../../../src/domain/inputRules.ts'

const input: Input = {
  ...{ id: '1', name: 'Camera 1', udpPort: 5000, listenAddress: '0.0.0.0', tags: [], desired: 'RUNNING' },
  ...{ multicastGroup: null, sourceAddress: null },
  ...{ createdAt: new Date(0), state: 'WAITING', stateSince: '', failure: null, tracks: [], testSignalEndsAt: null },
  ...{ bitrateBps: 0, bytesReceived: 0, listenUrl: '' },
}

describe('inputs', () => {
  it.each([4999, 5101, 5000.5, Number.NaN])('refuses the port %d, naming the range', (port) => {
    expect(() => readUdpPort(port, { start: 5000, end: 5100 }, 'input.udpPort')).toThrow(/from 5000 to 5100/)
  })

  it.each(['0.0.0.0', '::', '127.0.0.9', '192.0.2.1'])('listens on %s', (address) => {
    expect(readListenAddress(address, ['192.0.2.1'], 'input.listenAddress')).toBe(address)
  })

  it.each(['localhost', '198.51.100.7', '', '0.0.0.0:5000'])('does not listen on %j', (address) => {
    expect(() => readListenAddress(address, ['192.0.2.1'], 'input.listenAddress')).toThrow(
      expect.objectContaining({ name: 'InvalidValue', field: 'input.listenAddress' }),
    )
  })

  it.each([
    ['0.0.0.0', '127.0.0.1', true],
    ['::', '127.0.0.1', true],
    ['0.0.0.0', '::1', false],
    ['127.0.0.1', '127.0.0.2', false],
    ['127.0.0.1', '127.0.0.1', true],
  ])('%s and %s overlap: %s', (one, other, overlap) => {
    expect(addressesOverlap(one, other)).toBe(overlap)
    expect(addressesOverlap(other, one)).toBe(overlap)
  })

  it.each(['224.0.0.0', '239.255.255.255'])('receives the group %s', (group) => {
    expect(readMulticastGroup(group, 'input.multicastGroup')).toBe(group)
    expect(readMulticastGroup(null, 'x')).toBeNull()
  })

  it.each(['223.255.255.255', '240.0.0.1', 'ff05::1', '', 'studio.example.com', '239.1.2.3:5000'])('joins no %j', (group) => {
    expect(() => readMulticastGroup(group, 'input.multicastGroup')).toThrow(
      expect.objectContaining({ field: 'input.multicastGroup' }),
    )
  })

  it('takes packets of a group from one sender', () => {
    expect(readSourceAddress(' 192.0.2.9 ', '239.1.2.3', 'x')).toBe('192.0.2.9')
    expect(readSourceAddress(null, null, 'x')).toBeNull()
    for (const [address, group] of [
      ['192.0.2.9', null],
      ['239.1.2.4', '239.1.2.3'],
      ['0.0.0.0', '239.1.2.3'],
      ['::1', '239.1.2.3'],
    ] as const) {
      expect(() => readSourceAddress(address, group, 'x')).toThrow(expect.objectContaining({ field: 'x' }))
    }
  })

  it.each([
    [{ multicastGroup: '239.1.2.3' }, {}, true],
    [{ multicastGroup: '239.1.2.4' }, {}, false],
    [{ multicastGroup: '239.1.2.3', sourceAddress: '192.0.2.9' }, { sourceAddress: '192.0.2.8' }, false],
    [{ multicastGroup: '239.1.2.3', sourceAddress: '192.0.2.9' }, {}, true],
    [{ multicastGroup: '239.1.2.3', listenAddress: '192.0.2.1' }, { listenAddress: '192.0.2.2' }, false],
    [{ multicastGroup: '239.1.2.3', listenAddress: '192.0.2.1' }, {}, true],
    // A socket of all addresses keeps groups from its port, one of a single address does not.
    [{ listenAddress: '0.0.0.0' }, {}, true],
    [{ listenAddress: '127.0.0.1' }, {}, false],
  ])('%j beside the group 239.1.2.3 %j: in the way %s', (one, other, isInTheWay) => {
    const wanted = { udpPort: 5000, listenAddress: '0.0.0.0', multicastGroup: '239.1.2.3', sourceAddress: null, ...other }
    expect(rivalOf([{ ...input, ...one }], wanted) !== null).toBe(isInTheWay)
    expect(rivalOf([{ ...input, ...one }], { ...wanted, udpPort: 5001 })).toBeNull()
    expect(rivalOf([{ ...input, ...one }], wanted, '1')).toBeNull()
  })

  it('joins groups at IPv4 addresses', () => {
    checkJoining({ multicastGroup: '239.1.2.3', listenAddress: '0.0.0.0', sourceAddress: null }, 'x')
    checkJoining({ multicastGroup: null, listenAddress: '::1', sourceAddress: null }, 'x')
    expect(() => checkJoining({ multicastGroup: '239.1.2.3', listenAddress: '::1', sourceAddress: null }, 'x')).toThrow(/IPv4/)
  })

  it('finds who has a port', () => {
    const others: InputSettings[] = [input, { ...input, id: '2', udpPort: 5001, listenAddress: '127.0.0.1' }]
    expect(holderOf(others, 5001, '0.0.0.0')?.id).toBe('2')
    expect(holderOf(others, 5001, '127.0.0.2')).toBeNull()
    expect(holderOf(others, 5000, '127.0.0.1', '1')).toBeNull()
  })

  it.each([
    [{}, 0, 'seconds'],
    [{}, 86_401, 'seconds'],
    [{ desired: 'STOPPED' as const }, 60, 'inputId'],
    [{ state: 'LIVE' as const }, 60, 'inputId'],
    [{ multicastGroup: '239.1.2.3', sourceAddress: '192.0.2.9' }, 60, 'inputId'],
  ])('sends no test signal to %j for %d s', (changes, seconds, field) => {
    expect(() => checkTestSignal({ ...input, ...changes }, seconds, [])).toThrow(expect.objectContaining({ field }))
  })

  it('goes on with a test signal that runs', () => {
    checkTestSignal({ ...input, state: 'LIVE', testSignalEndsAt: '2026-01-01T00:10:00.000Z' }, 60, [])
  })

  it('tells where to send', () => {
    expect(listenUrlOf(input, 'studio.example.com')).toBe('udp://studio.example.com:5000')
    expect(listenUrlOf({ ...input, listenAddress: '2001:db8::1' }, 'x')).toBe('udp://[2001:db8::1]:5000')
    expect(listenUrlOf({ ...input, multicastGroup: '239.1.2.3' }, 'x')).toBe('udp://239.1.2.3:5000')
  })
})

describe('an input', () => {
  const local = ['192.0.2.1', '2001:db8::1']

  it('has a port of the range, both ends included', () => {
    expect([5000, 5100].map((port) => readUdpPort(port, { start: 5000, end: 5100 }, 'f'))).toEqual([5000, 5100])
  })

  it('listens everywhere unless an address is given, which is read as people write it', () => {
    expect([null, undefined].map((given) => readListenAddress(given, local, 'f'))).toEqual(['0.0.0.0', '0.0.0.0'])
    expect(readListenAddress(' 2001:DB8::1 ', local, 'f')).toBe('2001:db8::1')
  })

  it('is told which addresses this machine has, where it has any', () => {
    expect(() => readListenAddress('localhost', local, 'f')).toThrow(/must be an IP address of this machine, or 0.0.0.0/)
    const message = 'This machine does not have the listen address 198.51.100.7'
    expect(() => readListenAddress('198.51.100.7', local, 'f')).toThrow(`${message}; it has 192.0.2.1, 2001:db8::1`)
    expect(() => readListenAddress('198.51.100.7', [], 'f')).toThrow(expect.objectContaining({ message }))
  })

  it.each([
    ['ff05::1', true],
    [' FF3E::8000:1 ', true],
    ['ff05::1::2', false],
    ['fe80::ff05:1', false],
    ['2001:db8::1', false],
    ['studio', false],
  ])('cannot join %j, an IPv6 group: %s', (group, isGroup) => {
    const error = {
      field: 'f',
      message: expect.stringMatching(isGroup ? /: IPv6 groups cannot be received$/ : /such as 239.1.2.3$/),
    }
    expect(() => readMulticastGroup(group, 'f')).toThrow(expect.objectContaining(error))
  })

  it('has no group, or one without the blanks around it', () => {
    expect([readMulticastGroup(undefined, 'f'), readMulticastGroup(' 239.1.2.3 ', 'f')]).toEqual([null, '239.1.2.3'])
    expect(readSourceAddress(undefined, '239.1.2.3', 'f')).toBeNull()
  })

  it.each([
    ['223.255.255.255', false],
    ['224.0.0.0', true],
    ['239.255.255.255', true],
    ['240.0.0.0', false],
    ['230.1', false],
    ['230::1', false],
  ])('%s is a group: %s', (address, isGroup) => expect(isMulticast(address)).toBe(isGroup))

  it.each([
    [{ udpPort: 5001 }],
    [{ listenAddress: '127.0.0.1' }],
    [{ multicastGroup: '239.1.2.3' }],
    [{ sourceAddress: '192.0.2.9' }],
  ])('listens elsewhere with %j', (change) => {
    expect(isMoved(input, { ...input, ...change })).toBe(true)
    expect(isMoved({ ...input, ...change }, { ...input, ...change, ...{ name: 'B', tags: ['x'] } })).toBe(false)
  })

  it.each([
    [{}, 1, []],
    [{}, 86_400, []],
    [{ sourceAddress: '127.0.0.1' }, 60, []],
    [{ sourceAddress: '192.0.2.9' }, 60, ['192.0.2.9']],
    [{ state: 'DEGRADED' as const, testSignalEndsAt: '2026-01-01T00:10:00.000Z' }, 60, []],
  ])('takes a test signal %j for %d s', (changes, seconds, addresses) => {
    checkTestSignal({ ...input, ...changes }, seconds, addresses)
  })

  it.each([
    [{}, 1.5, /lasts from 1 to 86400/],
    [{}, Number.NaN, /lasts from 1 to 86400/],
    [{ state: 'DEGRADED' as const }, 60, /"Camera 1" has a feed already/],
    [{ desired: 'STOPPED' as const, state: 'STOPPED' as const }, 60, /"Camera 1" is stopped: start it/],
    [{ sourceAddress: '192.0.2.9' }, 60, /takes packets from 192.0.2.9 alone/],
  ])('takes none %j for %d s: %s', (changes, seconds, message) => {
    expect(() => checkTestSignal({ ...input, ...changes }, seconds, ['192.0.2.1'])).toThrow(message)
  })

  it.each([
    [{ listenAddress: '::' }, 'studio.example.com', 'udp://studio.example.com:5000'],
    [{ listenAddress: '127.0.0.1' }, 'x', 'udp://127.0.0.1:5000'],
    [{}, '2001:db8::9', 'udp://[2001:db8::9]:5000'],
  ])('that listens as %j of the host %s is sent to at %s', (where, host, url) => {
    expect(listenUrlOf({ ...input, ...where }, host)).toBe(url)
  })

  it.each([
    ['the same group from the same sender', {}, {}, true],
    ['any sender, and one', { sourceAddress: null }, {}, true],
    ['two senders', { sourceAddress: '192.0.2.8' }, {}, false],
    ['two senders, whatever the interfaces are', { sourceAddress: '192.0.2.8', listenAddress: '192.0.2.1' }, {}, false],
    ['two interfaces', { listenAddress: '192.0.2.1' }, { listenAddress: '192.0.2.2' }, false],
    ['one interface', { listenAddress: '192.0.2.1' }, { listenAddress: '192.0.2.1' }, true],
    ['one interface, and the one of the system', { listenAddress: '192.0.2.1' }, { listenAddress: '0.0.0.0' }, true],
    ['the one of the system, and one interface', {}, { listenAddress: '192.0.2.1' }, true],
    ['two groups', { multicastGroup: '239.1.2.4' }, {}, false],
    ['a group and all addresses', { multicastGroup: null }, {}, true],
    ['a group and one address', { multicastGroup: null, listenAddress: '192.0.2.1' }, {}, false],
    ['all addresses and a group', {}, { multicastGroup: null }, true],
    ['one address and a group', {}, { multicastGroup: null, listenAddress: '192.0.2.1' }, false],
    [
      'two addresses',
      { multicastGroup: null, listenAddress: '192.0.2.1' },
      { multicastGroup: null, listenAddress: '192.0.2.2' },
      false,
    ],
    ['two ports', { udpPort: 5001 }, {}, false],
  ])('beside another on the same port: %s', (_what, one, other, isInTheWay) => {
    const group = { ...input, multicastGroup: '239.1.2.3', sourceAddress: '192.0.2.9' }
    expect(rivalOf([{ ...group, ...one }], { ...group, ...other })?.id ?? null).toBe(isInTheWay ? '1' : null)
  })

  it.each([
    ['::', '::1', true],
    ['::', '0.0.0.0', true],
    ['0.0.0.0', '0.0.0.0', true],
    ['0.0.0.0', '192.0.2.1', true],
    ['::1', '127.0.0.1', false],
    ['192.0.2.1', '192.0.2.2', false],
  ])('sockets on %s and %s get in the way of each other: %s', (one, other, overlap) => {
    expect([addressesOverlap(one, other), addressesOverlap(other, one)]).toEqual([overlap, overlap])
  })
})
