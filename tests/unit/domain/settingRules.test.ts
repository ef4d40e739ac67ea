import { describe, expect, it } from 'vitest'
import { NotFoundError } from '../../../src/domain/errors.ts'
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

  it('takes what is as long as may be, and nothing for no tags', () => {
    expect(readName('x'.repeat(100), 'f')).toHaveLength(100)
    const tags = Array.from({ length: 20 }, (_, n) => String(n).padEnd(40, '.'))
    expect(readTags(tags, 'f')).toEqual(tags)
    expect(readTags(['📷'.repeat(40)], 'f')).toHaveLength(1)
    expect([null, undefined, []].map((given) => readTags(given, 'f'))).toEqual([[], [], []])
  })

  it.each([
    [[''], '1 to 40 characters'],
    [['a', 'x'.repeat(41)], '1 to 40 characters'],
    [['a\tb'], 'control character'],
    [['a\u2028b'], 'control character'],
    [['cut \ud83d'], 'half a character'],
    [['\u200b'], 'nobody can see'],
    [Array.from({ length: 21 }, (_, n) => `t${n}`), 'more than 20'],
  ])('refuses the tags %j', (tags, message) => {
    expect(() => readTags(tags, 'input.tags')).toThrow(
      expect.objectContaining({ field: 'input.tags', message: expect.stringContaining(message) }),
    )
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
    expect(wordsOf('RIST', ['streamKey', 'password'])).toBe('streamKey and the password')
  })
})
