import { describe, expect, it } from 'vitest'
import {
  checkJoining,
  readMulticastGroup,
  readSourceAddress,
  rivalOf,
  addressesOverlap,
  checkTestSignal,
  holderOf,
  listenUrlOf,
  readListenAddress,
  readUdpPort,
} from '../../../src/domain/inputRules.ts'
import { NotFoundError } from '../../../src/domain/errors.ts'
import type { Input, InputSettings } from '../../../src/domain/input.ts'
import { noSecrets, plainTarget } from '../../../src/domain/output.ts'
import type { Protocol, SecretName } from '../../../src/domain/output.ts'
import {
  differingSecrets,
  needsRestart,
  readMaxAttempts,
  readReconnectDelay,
  readSrtPort,
} from '../../../src/domain/outputRules.ts'
import { secretUnreadable, wordsOf } from '../../../src/domain/causes/secret.ts'
import { readName, readTags } from '../../../src/domain/settingRules.ts'

const input: Input = {
  ...{ id: '1', name: 'Camera 1', udpPort: 5000, listenAddress: '0.0.0.0', tags: [], desired: 'RUNNING' },
  ...{ multicastGroup: null, sourceAddress: null },
  ...{ createdAt: new Date(0), state: 'WAITING', stateSince: '', failure: null, tracks: [], testSignalEndsAt: null },
  ...{ bitrateBps: 0, bytesReceived: 0, listenUrl: '' },
}

describe('names and tags', () => {
  it('trims a name', () => expect(readName('  Camera 1 ', 'input.name')).toBe('Camera 1'))

  it.each([
    ['', 'A name is needed'],
    ['   ', 'A name is needed'],
    [null, 'A name is needed'],
    ['x'.repeat(101), 'longer than 100'],
    ['two\nlines', 'control character'],
    ['turned \u202e round', 'control character'],
    ['cut \ud83d', 'half a character'],
    ['\u200b\u2060\ufe0f', 'nobody can see'],
  ])('refuses the name %j', (name, message) => {
    expect(() => readName(name, 'input.name')).toThrow(
      expect.objectContaining({ name: 'InvalidValue', field: 'input.name', message: expect.stringContaining(message) }),
    )
  })

  it('counts what people see as one character as one', () => expect(readName('📷'.repeat(100), 'f')).toHaveLength(200))

  it('keeps each tag once', () => expect(readTags([' a', 'b', 'a '], 'input.tags')).toEqual(['a', 'b']))

  it.each([
    [['']],
    [['x'.repeat(41)]],
    [['a\tb']],
    [['cut \ud83d']],
    [['\u200b']],
    [Array.from({ length: 21 }, (_, n) => `t${n}`)],
  ])('refuses the tags %j', (tags) => {
    expect(() => readTags(tags, 'input.tags')).toThrow(expect.objectContaining({ field: 'input.tags' }))
  })
})

it('what is no id is not repeated by whoever does not know it', () => {
  const odd = new NotFoundError('canary \u202e', 'There is no input canary \u202e')
  expect([odd.id, odd.message]).toEqual(['?', 'There is no input ?'])
  for (const id of ['7', 'x_1.y-2', 'x'.repeat(40), '']) {
    const usual = new NotFoundError(id, `There is no input ${id}`)
    expect([usual.id, usual.message]).toEqual([id, `There is no input ${id}`])
  }
  for (const id of ['7 ', ' 7', 'x'.repeat(41)]) expect(new NotFoundError(id, `No ${id}, no ${id}`).message).toBe('No ?, no ?')
})

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

describe('outputs', () => {
  it('bounds the delay and the attempts', () => {
    expect(readReconnectDelay(null, 7, 'f')).toBe(7)
    expect([0.5, 3600].map((seconds) => readReconnectDelay(seconds, 5, 'f'))).toEqual([0.5, 3600])
    for (const seconds of [0, 0.4, 3601, Number.NaN]) expect(() => readReconnectDelay(seconds, 5, 'f')).toThrow(/0.5 to 3600/)
    expect(readMaxAttempts(undefined, 3, 'f')).toBe(3)
    expect([0, 1_000_000].map((count) => readMaxAttempts(count, 3, 'f'))).toEqual([0, 1_000_000])
    for (const count of [-1, 1.5, 1_000_001]) expect(() => readMaxAttempts(count, 0, 'f')).toThrow(/0 \(for ever\) to 1000000/)
  })

  it('bounds the port of a listener of its own', () => {
    const range = { start: 9001, end: 9003 }
    expect([9001, 9003].map((port) => readSrtPort(port, range, 'f'))).toEqual([9001, 9003])
    expect(readSrtPort(9001, { start: 9001, end: 9001 }, 'f')).toBe(9001)
    for (const port of [9000, 9004, 9001.5]) expect(() => readSrtPort(port, range, 'f')).toThrow(/from 9001 to 9003/)
    expect(() => readSrtPort(9001, { start: 9002, end: 9001 }, 'f')).toThrow(/No port is set aside/)
  })

  it('are started again for what they send and where to, and for nothing else', () => {
    const target = { ...plainTarget, protocol: 'UDP', url: 'udp://192.0.2.1:5000' } as const
    expect(needsRestart(target, { ...target })).toBe(false)
    expect(needsRestart(target, { ...target, ...{ name: 'other', tags: ['x'] } })).toBe(false)
    const others = [{ url: 'udp://192.0.2.1:5001' }, { ttl: 4 }, { packetSize: 188 }, { latencyMs: 200 }, { username: 'joe' }]
    for (const other of others) expect(needsRestart(target, { ...target, ...other }), JSON.stringify(other)).toBe(true)
  })

  it('have as changed secrets those that are others than the stored ones, or that cannot be read', () => {
    const has = { hasStreamKey: true, hasPassword: false, hasPassphrase: true }
    const secrets = { ...noSecrets, streamKey: 'key', passphrase: 'phrase' }
    const differing = (given: object, unreadable: SecretName[] = []) => differingSecrets(has, { secrets, unreadable }, given)
    expect(differing({})).toEqual({})
    expect(differing({ streamKey: undefined, passphrase: undefined })).toEqual({})
    expect(differing({ streamKey: 'key', passphrase: 'other' })).toEqual({ passphrase: 'other' })
    expect(differing({ streamKey: null, password: null })).toEqual({ streamKey: null })
    expect(differing({ streamKey: 'key', password: null }, ['streamKey', 'password'])).toEqual({ streamKey: 'key' })
    expect(differing({ password: 'new' })).toEqual({ password: 'new' })
  })

  it('whose secrets cannot be read say which to enter again, and what to do for a token', () => {
    const advice = (protocol: Protocol, ...names: SecretName[]) => secretUnreadable({ protocol }, names).advice.at(-1)
    expect(advice('RTMP', 'streamKey', 'password')).toBe('Or enter the stream key and the password of this output again')
    expect(advice('SRT_LISTENER', 'accessToken')).toMatch(/^Or have a new access token made/)
    expect(advice('SRT_LISTENER', 'passphrase', 'accessToken')).toMatch(/^Or enter the passphrase of .* again, and have a new/)
    // One that the protocol has no word for is called by its name.
    expect(wordsOf('UDP', ['password'])).toBe('password')
  })
})
