import { describe, expect, it } from 'vitest'
import { InvalidValueError } from '../../../src/domain/errors.ts'
import { noSecrets, plainTarget } from '../../../src/domain/output.ts'
import type { OutputSecrets, OutputTarget, Protocol } from '../../../src/domain/output.ts'
import { inArguments, inPreset, readNewTarget, rulesOf } from '../../../src/domain/protocols/index.ts'
import type { StoredTarget, TargetGiven } from '../../../src/domain/protocols/index.ts'

const rtmp = rulesOf('RTMP')
const udp = rulesOf('UDP')

/** A target whose every secret is stored. */
function storedAs(target: OutputTarget): StoredTarget {
  return { ...target, hasStreamKey: true, hasPassphrase: true, hasPassword: true }
}

function fault(act: () => unknown): InvalidValueError {
  try {
    act()
  } catch (error) {
    if (error instanceof InvalidValueError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('RTMP', () => {
  const read = (given: TargetGiven, stored?: StoredTarget) => rtmp.readTarget(given, 'output', stored)

  const withoutQuery = (target: OutputTarget): StoredTarget => ({ ...storedAs(target), hasPassphrase: false })

  it.each([
    ['rtmp://a.example.com/live2/abcd-efgh', 'rtmp://a.example.com/live2', 'abcd-efgh'],
    ['rtmp://a.example.com:1936/app/instance/key', 'rtmp://a.example.com:1936/app/instance', 'key'],
    ['rtmp://a.example.com/app/key?user=u&pass=p', 'rtmp://a.example.com/app', 'key?user=u&pass=p'],
    ['rtmp://a.example.com/app?token=t', 'rtmp://a.example.com/app', '?token=t'],
    ['rtmp://[2001:db8::1]/app/key', 'rtmp://[2001:db8::1]/app', 'key'],
    ['rtmp://a.example.com/app/k{e}y^z|p#é', 'rtmp://a.example.com/app', 'k{e}y^z|p#é'],
    ['  RTMP://a.example.com/app/key/ ', 'rtmp://a.example.com/app', 'key'],
  ])('splits the key out of %s', (url, base, streamKey) => {
    expect(read({ url })).toMatchObject({ target: { url: base }, secrets: { streamKey } })
  })

  it('takes the whole path for the application when the key stands apart', () => {
    expect(read({ url: 'rtmp://a.example.com/app/instance', streamKey: 'key/with/slash' })).toMatchObject({
      target: { url: 'rtmp://a.example.com/app/instance' },
      secrets: { streamKey: 'key/with/slash' },
    })
  })

  it('splits user and password out and masks all secrets for people', () => {
    const { target, secrets } = read({ url: 'rtmp://joe:s%3Acret@a.example.com/app/key' })
    expect(target.username).toBe('joe')
    expect(secrets).toEqual({ streamKey: 'key', password: 's:cret' })
    expect(rtmp.displayUrl(withoutQuery(target))).toBe('rtmp://joe:****@a.example.com/app/****')
  })

  it('keeps stored secrets when the masked address comes back', () => {
    const stored = withoutQuery(read({ url: 'rtmp://joe:secret@a.example.com/app/key' }).target)
    const { target, secrets } = read({ url: 'rtmp://joe:****@b.example.com/app/****' }, stored)
    expect(target.url).toBe('rtmp://b.example.com/app')
    expect(secrets).toEqual({ streamKey: undefined, password: undefined })
  })

  it('keeps what a change does not name, and clears what it names as null', () => {
    const stored = withoutQuery(read({ url: 'rtmp://joe:secret@a.example.com/app/key' }).target)
    expect(read({}, stored)).toMatchObject({
      target: { url: stored.url, username: 'joe' },
      secrets: { streamKey: undefined, password: undefined },
    })
    expect(read({ streamKey: null }, stored).secrets.streamKey).toBeNull()
    expect(read({ streamKey: 'other' }, stored)).toMatchObject({
      target: { url: 'rtmp://a.example.com/app' },
      secrets: { streamKey: 'other' },
    })
  })

  it.each([
    ['', /A URL is needed/],
    ['http://a.example.com/app/key', /does not fit/],
    ['a.example.com/app/key', /begin with rtmp:\/\//],
    ['rtmp:///app/key', /host/],
    ['rtmp://a.example.com', /application/],
    ['rtmp://a.example.com//key', /application/],
    ['rtmp://a.example.com:99999/app/key', /port/],
    ['rtmp://a.example.com:0/app/key', /1 to 65535/],
    ['rtmp://a.example.com/app/key with space', /space/],
    ['rtmp://a.example.com/app/ke\ny', /control/],
    ['rtmp://a.example.com/app/****', /none is stored/],
    [`rtmp://a.example.com/app/${'k'.repeat(3000)}`, /longer/],
  ])('refuses %j on its field, without quoting it', (url, message) => {
    const error = fault(() => read({ url }))
    expect(error.field).toBe('output.url')
    expect(error.message).toMatch(message)
    expect(error.message).not.toMatch(/app\/ke|app\/kk/)
  })

  it('refuses fields of other protocols, unless they say nothing', () => {
    const url = 'rtmp://a.example.com/app/key'
    expect(fault(() => read({ url, ttl: 4 })).field).toBe('output.ttl')
    expect(read({ url, ttl: null, streamId: '', latencyMs: undefined, port: null }).target.url).toBe('rtmp://a.example.com/app')
    expect(udp.readTarget({ url: 'udp://192.0.2.1:5000', allowInvalidCertificate: false }, 'output').target.ttl).toBeNull()
  })

  it.each([
    ['rtmp:///app/key', 'The URL names no host'],
    ['rtmp://a$b/app', 'The host of the URL may have letters'],
    ['rtmp://$a/app', 'The host of the URL may have letters'],
    ['rtmp://a$/app', 'The host of the URL may have letters'],
    ['http://a.example.com/app', 'The URL begins with http://, which does not fit'],
    ['a+b://a.example.com/app', 'The URL begins with a scheme, which does not fit'],
    ['1rtmp://a.example.com/app', 'The URL must begin with rtmp:// or rtmps://'],
    ['x rtmp://a.example.com/app', 'holds a space'],
    [`rtmp://a.example.com/app/${'k'.repeat(2024)}`, 'longer than 2048'],
    ['rtmp://a.example.com/?x=y', 'names no application'],
    ['rtmp://a.example.com/app/ke"y', 'quotation mark'],
  ])('says of %j: %s', (url, words) => expect(fault(() => read({ url })).message).toContain(words))

  it('takes an address as long as may be', () => {
    const key = 'k'.repeat(1000)
    const app = 'a'.repeat(2048 - 1000 - 'rtmp://a.example.com//'.length)
    expect(read({ url: `rtmp://a.example.com/${app}/${key}` }).secrets.streamKey).toBe(key)
  })

  it('lets a certificate be invalid where there is one, and only there', () => {
    const allowed = { allowInvalidCertificate: true }
    expect(fault(() => read({ url: 'rtmp://a.example.com/app/key', ...allowed })).field).toBe('output.allowInvalidCertificate')
    const { target } = read({ url: 'rtmps://a.example.com/app/key', ...allowed })
    expect(target.allowInvalidCertificate).toBe(true)
    expect(read({}, withoutQuery(target)).target.allowInvalidCertificate).toBe(true)
    expect(read(allowed, withoutQuery({ ...target, allowInvalidCertificate: false })).target).toEqual(target)
    expect(read({ allowInvalidCertificate: null }, withoutQuery(target)).target.allowInvalidCertificate).toBe(false)
    expect(fault(() => read({ url: 'rtmp://b.example.com/app' }, withoutQuery(target))).field).toBe(
      'output.allowInvalidCertificate',
    )
  })

  it.each([
    [{ password: 'pw' }, 'output.username', /needs a user name/],
    [{ username: 'joe', password: 'p@w' }, 'output.password', /cannot hold @/],
    [{ username: 'joe', password: 'p/w' }, 'output.password', /cannot hold @/],
    [{ username: 'joe', password: 'p?w' }, 'output.password', /cannot hold @/],
    [{ username: 'joe', password: 'p#w' }, 'output.password', /cannot hold @/],
    [{ username: 'j@e' }, 'output.username', /without spaces and without : @/],
    [{ username: 'j e' }, 'output.username', /without spaces and without : @/],
    [{ username: 'x'.repeat(201) }, 'output.username', /1 to 200/],
    [{ username: 'joe', password: 'x'.repeat(1025) }, 'output.password', /at most 1024/],
    [{ streamKey: 'two words' }, 'output.streamKey', /no spaces/],
    [{ streamKey: '****' }, 'output.streamKey', /none is stored/],
  ] as [TargetGiven, string, RegExp][])('refuses the login %j', (login, field, message) => {
    const error = fault(() => read({ url: 'rtmp://a.example.com/app', ...login }))
    expect(error.field).toBe(field)
    expect(error.message).toMatch(message)
  })

  it.each<[TargetGiven, string, string | undefined, string | undefined]>([
    [{ url: 'rtmp://a.example.com/app/instance', streamKey: '' }, 'app', 'instance', undefined],
    [{ url: 'rtmp://a.example.com/app/instance/key', streamKey: 'key' }, 'app/instance', 'key', undefined],
    [{ url: 'rtmp://a.example.com/app', streamKey: 'app' }, 'app', 'app', undefined],
    [{ url: 'rtmp://a.example.com/app?q=1', streamKey: '' }, 'app', '?q=1', undefined],
    [{ url: 'rtmp://a.example.com/app?****x', streamKey: 'k' }, 'app', 'k', '?****x'],
    [{ url: 'rtmp://a.example.com/app?x?****', streamKey: 'k' }, 'app', 'k', '?x?****'],
    [{ url: 'rtmp://a.example.com/app/x?****' }, 'app', 'x?****', undefined],
    [{ url: 'rtmp://a.example.com/app/k?x?y/z' }, 'app', 'k?x?y/z', undefined],
    [{ url: 'rtmp://a.example.com/app/rtmp://b/c' }, '', undefined, undefined],
  ])('splits %j', (given, app, streamKey, query) => {
    if (app === '') return expect(fault(() => read(given)).message).toContain('names no application')
    const { target, secrets } = read(given)
    expect([target.url, secrets.streamKey, secrets.passphrase]).toEqual([`rtmp://a.example.com/${app}`, streamKey, query])
  })

  it('gives an application of two parts without a key back as it was shown', () => {
    const made = read({ url: 'rtmp://a.example.com/app/instance', streamKey: 'key' }).target
    const stored: StoredTarget = { ...made, hasStreamKey: false, hasPassword: false, hasPassphrase: false }
    expect(read({ url: rtmp.displayUrl(stored) }, stored)).toEqual({
      ...{ target: made, secrets: { streamKey: undefined, password: undefined } },
    })
    expect(read({ url: 'rtmp://b.example.com/app/instance' }, stored).secrets.streamKey).toBe('instance')
    expect(Object.keys(read({ url: 'rtmp://b.example.com/app/instance' }, stored).secrets)).toEqual(['streamKey', 'password'])
  })

  it('takes a login at the edge, without a password too', () => {
    const given = { url: 'rtmp://a.example.com/app', username: 'x'.repeat(200), streamKey: 'k'.repeat(1024) }
    expect(read(given)).toMatchObject({ target: { username: given.username }, secrets: { streamKey: given.streamKey } })
    expect(read(given).secrets.password).toBeUndefined()
  })

  it('tells FFmpeg the key apart from the URL, which its messages quote', () => {
    const { target } = read({ url: 'rtmp://a.example.com/app/instance', streamKey: 'a/b?c=d' })
    const output = rtmp.ffmpegOutput(target, { ...noSecrets, streamKey: 'a/b?c=d' }, { caFile: 'ca.pem' })
    expect(output.url).toBe('rtmp://a.example.com/app/instance')
    expect(output.args.slice(-2)).toEqual(['-rtmp_app', 'app/instance'])
    expect(output.secretOptions).toEqual({ rtmp_playpath: 'a/b?c=d' })
    expect(output.args.join(' ')).toBe(
      '-map 0:v:0? -map 0:a:0? -c copy -f flv -flvflags no_duration_filesize -protocol_whitelist rtmp,tcp -rw_timeout 5000000 -rtmp_app app/instance',
    )
    expect(rtmp.ffmpegOutput(target, noSecrets, { caFile: 'ca.pem' })).toMatchObject({
      ...{ args: output.args.slice(0, -2), secretOptions: {} },
    })
  })

  it('tells FFmpeg the login in the URL, and which authorities to trust', () => {
    const target = { ...plainTarget, protocol: 'RTMP', url: 'rtmps://a.example.com/app', username: 'joe' } as const
    const told = (allowInvalidCertificate: boolean, password: string | null) =>
      rtmp.ffmpegOutput({ ...target, allowInvalidCertificate }, { ...noSecrets, password }, { caFile: 'ca.pem' })
    expect(told(false, 'pw').url).toBe('rtmps://joe:pw@a.example.com/app')
    expect(told(true, null).url).toBe('rtmps://joe@a.example.com/app')
    expect(told(false, null).args.slice(-6)).toEqual(['-rw_timeout', '5000000', '-tls_verify', '1', '-ca_file', 'ca.pem'])
    expect(told(true, null).args.slice(-2)).toEqual(['-rw_timeout', '5000000'])
  })

  it('appends a bare query, which belongs to the application', () => {
    const { target } = read({ url: 'rtmp://a.example.com/app?token=t' })
    const output = rtmp.ffmpegOutput(target, { ...noSecrets, streamKey: '?token=t' }, { caFile: 'ca.pem' })
    expect(output.url).toBe('rtmp://a.example.com/app')
    expect(output.args.slice(-2)).toEqual(['-rtmp_playpath', ''])
    expect(output.secretOptions).toEqual({ rtmp_app: 'app?token=t' })
  })

  describe('with a query of the application beside the key', () => {
    const given = { url: 'rtmp://a.example.com/app/instance?auth=secret', streamKey: 'key' }
    const { target, secrets } = read(given)
    const stored: StoredTarget = { ...storedAs(target), hasPassword: false }

    it('keeps both as secrets, and tells FFmpeg each in its place', () => {
      expect(target.url).toBe('rtmp://a.example.com/app/instance')
      expect(secrets).toEqual({ streamKey: 'key', password: undefined, passphrase: '?auth=secret' })
      const output = rtmp.ffmpegOutput(target, { ...noSecrets, ...secrets }, { caFile: 'ca.pem' })
      expect(output.url).toBe('rtmp://a.example.com/app/instance')
      expect(output.secretOptions).toEqual({ rtmp_app: 'app/instance?auth=secret', rtmp_playpath: 'key' })
      expect(output.args.slice(-2)).toEqual(['-rw_timeout', '5000000'])
      expect(rtmp.displayUrl(stored)).toBe('rtmp://a.example.com/app/instance?****/****')
    })

    it.each([
      [{ streamKey: 'other' }, { streamKey: 'other' }],
      [{ url: 'rtmp://b.example.com/app?****/****' }, {}],
      [{ url: 'rtmp://b.example.com/app?****' }, {}],
      [{ url: 'rtmp://b.example.com/app' }, { passphrase: null }],
      [
        { url: 'rtmp://b.example.com/app/****', streamKey: 'other' },
        { streamKey: 'other', passphrase: null },
      ],
      [{ url: 'rtmp://b.example.com/app?****/other' }, { streamKey: 'other' }],
      [{ url: 'rtmp://b.example.com/app?auth=2' }, { passphrase: '?auth=2' }],
      [{ url: 'rtmp://b.example.com/app/other?x=y' }, { streamKey: 'other?x=y', passphrase: null }],
      [{ url: 'rtmp://b.example.com/app/****' }, { passphrase: null }],
      [
        { url: 'rtmp://b.example.com/app?auth=2', streamKey: null },
        { streamKey: null, passphrase: '?auth=2' },
      ],
    ])('changes by %j what it names, and keeps the rest', (changes, expected) => {
      const named = Object.entries(read(changes, stored).secrets).filter(([, value]) => value !== undefined)
      expect(Object.fromEntries(named)).toEqual(expected)
    })

    it('reads an address by itself where no key is stored, or the key is cleared', () => {
      const keyless = { ...stored, hasStreamKey: false }
      const { streamKey, passphrase } = read({ url: 'rtmp://b.example.com/app?****' }, keyless).secrets
      expect([streamKey, passphrase]).toEqual([undefined, undefined])
      expect(read({ url: 'rtmp://b.example.com/app?auth=2', streamKey: null }, keyless).secrets).toMatchObject({
        ...{ streamKey: null, passphrase: '?auth=2' },
      })
      expect(read({ url: 'rtmp://b.example.com/app/other', streamKey: null }, stored).target.url).toBe('rtmp://b.example.com/app')
      expect(read({ url: 'rtmp://b.example.com/app/****', streamKey: 'k' }, stored).target.url).toBe('rtmp://b.example.com/app')
    })

    it('sends no key where none is left, and the query that was given last', () => {
      const options = (left: object) => rtmp.ffmpegOutput(target, { ...noSecrets, ...left }, { caFile: 'ca.pem' })
      const asked = options({ streamKey: '?token=1', passphrase: '?token=2' })
      expect(asked.secretOptions).toEqual({ rtmp_app: 'app/instance?token=2' })
      expect(asked.args.slice(-2)).toEqual(['-rtmp_playpath', ''])
      expect(options({ passphrase: '?token=2' }).secretOptions).toEqual({ rtmp_app: 'app/instance?token=2' })
    })
  })
})

describe('an address in place of the name that it was looked up for', () => {
  const { caFile, address } = { caFile: 'ca.pem', address: '192.0.2.7' }
  const told = (protocol: Protocol, url: string, given: Partial<OutputSecrets> = {}, to = address) =>
    rulesOf(protocol).ffmpegOutput({ ...plainTarget, protocol, url }, { ...noSecrets, ...given }, { caFile, address: to })

  it.each([
    ['UDP', 'udp://a.example.com:5000', 'udp://192.0.2.7:5000?pkt_size=1316'],
    ['SRT_CALLER', 'srt://a.example.com:9000?pbkeylen=32', 'srt://192.0.2.7:9000?mode=caller'],
    ['RTSP', 'rtsp://a.example.com/path', 'rtsp://192.0.2.7/path'],
    ['RTMP', 'rtmp://0x7f.1/app', 'rtmp://192.0.2.7/app'],
  ] as const)('is where %s goes: %s', (protocol, url, opened) => {
    expect(told(protocol, url).url).toBe(opened)
  })

  it('takes the place of an address of IPv6, too', () => {
    expect(told('UDP', 'udp://[2001:db8::1]:5000').url).toBe('udp://192.0.2.7:5000?pkt_size=1316')
  })

  it('is written as URLs write one of IPv6', () => {
    expect(told('UDP', 'udp://a.example.com:5000', {}, '2001:db8::7').url).toBe('udp://[2001:db8::7]:5000?pkt_size=1316')
  })

  it.each([
    ['app', { streamKey: 'key' }, 'app'],
    ['app/instance', { streamKey: 'key' }, 'app/instance'],
    ['app', {}, 'app'],
    ['app/x', {}, 'app'],
    ['app/x/y', {}, 'app/x'],
  ])('is not what a server of RTMP is called by: %s %j', (path, secrets, app) => {
    const { args, secretOptions } = told('RTMP', `rtmp://a.example.com/${path}`, secrets)
    expect(args.slice(-2)).toEqual(['-rtmp_tcurl', `rtmp://a.example.com:1935/${app}`])
    expect(secretOptions).not.toHaveProperty('rtmp_tcurl')
  })

  it('leaves the query of an application hidden', () => {
    const { args, secretOptions } = told('RTMP', 'rtmp://a.example.com/app', { streamKey: 'key', passphrase: '?auth=secret' })
    expect(secretOptions.rtmp_tcurl).toBe('rtmp://a.example.com:1935/app?auth=secret')
    expect(args.slice(-2)).toEqual(['-rw_timeout', '5000000'])
  })

  it('is not for RTMPS, which asks for the certificate of a name: its authorities come through the gate', () => {
    const target = { ...plainTarget, protocol: 'RTMP', url: 'rtmps://a.example.com/app' } as const
    for (const allowInvalidCertificate of [false, true]) {
      const to = { ...target, allowInvalidCertificate }
      const { args, url } = rulesOf('RTMP').ffmpegOutput(to, noSecrets, { caFile, address, gate: '/dev/fd/5' })
      expect(url).toBe(target.url)
      expect(args[args.indexOf('-ca_file') + 1]).toBe('/dev/fd/5')
      expect(args.includes('-tls_verify')).toBe(!allowInvalidCertificate)
    }
  })
})

describe('what FFmpeg is told apart from its arguments', () => {
  const output = { args: ['-f', 'flv'], secretOptions: { rtmp_playpath: 'a=b#c', other: 'x' }, url: 'rtmp://host/app' }

  it('stands in a file of its own', () => {
    expect(inPreset(output, '/dev/fd/4')).toEqual({
      args: ['-f', 'flv', '-fpre', '/dev/fd/4', 'rtmp://host/app'],
      preset: 'rtmp_playpath=a=b#c\nother=x\n',
    })
    expect(inArguments(output)).toEqual(['-f', 'flv', '-rtmp_playpath', 'a=b#c', '-other', 'x', 'rtmp://host/app'])
  })

  it('is nothing where nothing is secret, and nothing that is longer than FFmpeg reads', () => {
    expect(inPreset({ ...output, secretOptions: {} }, '/dev/fd/4')).toEqual({ args: ['-f', 'flv', output.url], preset: null })
    const long = 'ü'.repeat(495)
    expect(inPreset({ ...output, secretOptions: { long, other: 'x' } }, '/dev/fd/4')).toEqual({
      args: ['-f', 'flv', '-long', long, '-fpre', '/dev/fd/4', output.url],
      preset: 'other=x\n',
    })
    for (const [length, isHidden] of [
      [985, true],
      [986, false],
    ] as const)
      expect(inPreset({ ...output, secretOptions: { abc: 'x'.repeat(length) } }, '/f').preset !== null).toBe(isHidden)
  })
})

describe('UDP', () => {
  const read = (given: TargetGiven, stored?: StoredTarget) => udp.readTarget(given, 'output', stored)

  it('reads known parameters of a pasted address into fields', () => {
    expect(read({ url: 'udp://@192.0.2.10:5000?pkt_size=1128&ttl=4&localaddr=192.0.2.1' }).target).toEqual({
      protocol: 'UDP',
      url: 'udp://192.0.2.10:5000',
      username: null,
      port: null,
      latencyMs: null,
      streamId: null,
      allowInvalidCertificate: false,
      packetSize: 1128,
      ttl: 4,
      localAddress: '192.0.2.1',
    })
  })

  it('sends seven packets in a datagram unless told otherwise', () => {
    const { url } = udp.ffmpegOutput(read({ url: 'udp://192.0.2.10:5000' }).target, noSecrets, { caFile: 'ca.pem' })
    expect(url).toBe('udp://192.0.2.10:5000?pkt_size=1316')
    const set = read({ url: 'udp://239.1.2.3:5000', packetSize: 188, ttl: 4, localAddress: '192.0.2.1' }).target
    expect(udp.ffmpegOutput(set, noSecrets, { caFile: 'ca.pem' }).url).toBe(
      'udp://239.1.2.3:5000?pkt_size=188&ttl=4&localaddr=192.0.2.1',
    )
    expect(udp.displayUrl(storedAs(set))).toBe('udp://239.1.2.3:5000')
    expect(udp.ffmpegOutput(set, noSecrets, { caFile: 'ca.pem' }).args.join(' ')).toBe(
      '-map 0:v? -map 0:a? -c copy -f mpegts -protocol_whitelist udp',
    )
  })

  it('takes an address as VLC writes it, with spaces about it', () => {
    expect(read({ url: ' UDP://@239.1.2.3:5000 ' }).target.url).toBe('udp://239.1.2.3:5000')
    expect(fault(() => read({ url: 'udp://x:1/udp://@y' })).message).toContain('nothing behind')
    expect(fault(() => read({})).message).toContain('A URL is needed')
  })

  it('keeps what a change does not name, and clears what it names as null', () => {
    const { target } = read({ url: 'udp://239.1.2.3:5000', packetSize: 188, ttl: 255, localAddress: '2001:db8::1' })
    const stored = storedAs(target)
    expect(read({}, stored)).toEqual({ target, secrets: {} })
    expect(read({ url: 'udp://239.1.2.4:5000/?ttl=1' }, stored).target).toEqual({
      ...target,
      url: 'udp://239.1.2.4:5000',
      ttl: 1,
    })
    expect(read({ packetSize: null, ttl: null, localAddress: null }, stored).target).toEqual({
      ...plainTarget,
      ...{ protocol: 'UDP', url: target.url },
    })
  })

  it.each([
    [{ url: 'udp://joe@192.0.2.10:5000' }, 'output.url', /no user name or password/],
    [{ url: 'udp://:pw@192.0.2.10:5000' }, 'output.url', /no user name or password/],
    [{ url: 'udp://192.0.2.10:5000#x' }, 'output.url', /nothing behind/],
    [{ url: 'udp://192.0.2.10:5000', ttl: 0 }, 'output.ttl', /from 1 to 255/],
    [{ url: 'udp://192.0.2.10:5000', packetSize: 65_612 }, 'output.packetSize', /from 188 to 65424/],
    [{ url: 'udp://192.0.2.10' }, 'output.url', /no port/],
    [{ url: 'udp://192.0.2.10:5000?fifo=1' }, 'output.url', /fifo/],
    [{ url: 'udp://192.0.2.10:5000/x' }, 'output.url', /nothing behind/],
    [{ url: 'udp://@:5000' }, 'output.url', /host/],
    [{ url: 'udp://192.0.2.10:5000', packetSize: 1000 }, 'output.packetSize', /multiple of 188/],
    [{ url: 'udp://192.0.2.10:5000', ttl: 256 }, 'output.ttl', /from 1 to 255/],
    [{ url: 'udp://192.0.2.10:5000?ttl=x' }, 'output.ttl', /from 1 to 255/],
    [{ url: 'udp://192.0.2.10:5000', localAddress: 'here' }, 'output.localAddress', /IP address/],
    [{ url: 'udp://192.0.2.10:5000', streamKey: 'k' }, 'output.streamKey', /no use/],
  ])('refuses %j', (given, field, message) => {
    const error = fault(() => read(given))
    expect(error.field).toBe(field)
    expect(error.message).toMatch(message)
  })
})

describe('RTSP', () => {
  const rtsp = rulesOf('RTSP')
  const read = (given: TargetGiven, stored?: StoredTarget) => rtsp.readTarget(given, 'output', stored)
  const url = 'rtsp://joe:p%40ss@a.example.com:8554/path?token=canary'

  it('splits login and query out, and masks what is secret for people', () => {
    const { target, secrets } = read({ url })
    expect(target).toEqual({ ...plainTarget, protocol: 'RTSP', url: 'rtsp://a.example.com:8554/path', username: 'joe' })
    expect(secrets).toEqual({ password: 'p@ss', streamKey: '?token=canary' })
    expect(rtsp.displayUrl(storedAs(target))).toBe('rtsp://joe:****@a.example.com:8554/path?****')
    const bare = { ...storedAs({ ...target, username: null }), hasPassword: false, hasStreamKey: false }
    expect(rtsp.displayUrl(bare)).toBe('rtsp://a.example.com:8554/path')
    expect(rtsp.displayUrl({ ...bare, username: 'joe' })).toBe('rtsp://joe@a.example.com:8554/path')
  })

  it('tells FFmpeg the whole of it, by TCP alone', () => {
    const { target } = read({ url })
    const sent = (more: object, name: string | null = 'j:e') =>
      rtsp.ffmpegOutput({ ...target, username: name }, { ...noSecrets, ...more }, { caFile: 'ca.pem' })
    expect(sent({ password: 'p@ss', streamKey: '?token=canary' }).url).toBe(url.replace('joe', 'j%3Ae'))
    expect(sent({}).url).toBe('rtsp://j%3Ae@a.example.com:8554/path')
    expect(sent({}, null)).toMatchObject({ url: 'rtsp://a.example.com:8554/path', secretOptions: {} })
    expect(sent({}).args.join(' ')).toContain('-f rtsp -rtsp_transport tcp -protocol_whitelist tcp')
  })

  it('keeps stored secrets when the masked address comes back, and what a change does not name', () => {
    const { target } = read({ url })
    const kept = { target, secrets: { password: undefined, streamKey: undefined } }
    expect(read({ url: rtsp.displayUrl(storedAs(target)) }, storedAs(target))).toEqual(kept)
    expect(read({}, storedAs(target))).toEqual(kept)
    expect(read({ url: 'rtsp://b.example.com/x' }, storedAs(target))).toEqual({
      target: { ...target, url: 'rtsp://b.example.com/x' },
      secrets: { password: undefined, streamKey: null },
    })
    expect(read({ username: null, password: null }, storedAs(target))).toEqual({
      target: { ...target, username: null },
      secrets: { password: null, streamKey: undefined },
    })
  })

  it.each([
    [{ url: 'rtsps://a.example.com/path' }, 'output.url', /rtsps:\/\/ cannot be sent to/],
    [{ url: ' RTSPS://a.example.com/path' }, 'output.url', /rtsps:\/\/ cannot be sent to/],
    [{ url: 'xrtsps://a.example.com/path' }, 'output.url', /begins with xrtsps:\/\//],
    [{ url: 'rtsp://a.example.com' }, 'output.url', /names no path/],
    [{ url: 'rtsp://a.example.com/' }, 'output.url', /names no path/],
    [{ url: 'rtsp://a.example.com/path#x' }, 'output.url', /names no path/],
    [{ url: 'rtsp://a.example.com/path?****' }, 'output.url', /none is stored/],
    [{ url: 'rtsp://joe:****@a.example.com/path' }, 'output.url', /none is stored/],
    [{ url: 'rtsp://jo%zz@a.example.com/path' }, 'output.url', /hexadecimal/],
    [{ url: 'rtsp://a.example.com/path', username: 'jo:e' }, 'output.username', /without :/],
    [{ url: 'rtsp://a.example.com/path', username: 'x'.repeat(201) }, 'output.username', /1 to 200/],
    [{ url: 'rtsp://a.example.com/path', password: 'pw' }, 'output.username', /needs a user name/],
    [{ url: 'rtsp://a.example.com/path', streamKey: 'k' }, 'output.streamKey', /no use/],
    [{}, 'output.url', /A URL is needed/],
  ] as [TargetGiven, string, RegExp][])('refuses %j', (given, field, message) => {
    const error = fault(() => read(given))
    expect(error.field).toBe(field)
    expect(error.message).toMatch(message)
  })
})

describe('what hostile or odd text made wrong once', () => {
  const stored = (protocol: 'RTMP' | 'RTSP' | 'SRT_CALLER', given: TargetGiven): StoredTarget => {
    const { target, secrets } = rulesOf(protocol).readTarget(given, 'output')
    const { streamKey, password, passphrase } = secrets
    return { ...target, hasStreamKey: !!streamKey, hasPassword: !!password, hasPassphrase: !!passphrase }
  }

  it.each([
    ['SRT_CALLER', 'srt://a.example.com:9000?passphras!canary-Q7', 'a parameter that is part of a secret'],
    ['SRT_CALLER', 'srt://a.example.com:9000?mode=%1b[2Jcanary-Q7', 'a mode that commands a terminal'],
    ['UDP', 'udp://192.0.2.1:5000?%1b[2Jcanary-Q7=1', 'a parameter that commands a terminal'],
    ['UDP', 'canary-Q7canary-Q7canary-Q7://192.0.2.1:5000', 'a scheme that may be a key'],
  ] as const)('of %s: %s is refused without being repeated (%s)', (protocol, url, _what) => {
    const { message } = fault(() => rulesOf(protocol).readTarget({ url }, 'output'))
    expect(message).not.toMatch(/canary|\p{Cc}/u)
  })

  it('of a key that stands in the address and beside it keeps none in the address', () => {
    const { target, secrets } = rtmp.readTarget({ url: 'rtmp://a.example.com/app/key-1', streamKey: 'key-1' }, 'output')
    expect({ url: target.url, key: secrets.streamKey }).toEqual({ url: 'rtmp://a.example.com/app', key: 'key-1' })
  })

  it('of a user name with half a character is refused', () => {
    expect(fault(() => rtmp.readTarget({ url: 'rtmp://a.example.com/app/x', username: 'a\ud800' }, 'output')).field).toBe(
      'output.username',
    )
  })

  it.each([
    ['SRT_CALLER', { url: 'srt://a.example.com:9000', streamId: "it's" }],
    ['RTSP', { url: 'rtsp://a.example.com/path', username: "o'neill/<b>@x" }],
    ['RTMP', { url: 'rtmp://a.example.com/app/key', username: 'o"neill%41' }],
    ['RTMP', { url: 'rtmp://a.example.com/app/instance', streamKey: null }],
  ] as [Parameters<typeof stored>[0], TargetGiven][])('of %s %j: what is shown can be saved again', (protocol, given) => {
    const before = stored(protocol, given)
    const shown = rulesOf(protocol).displayUrl(before)
    expect(rulesOf(protocol).readTarget({ url: shown }, 'changes', before).target).toEqual(
      rulesOf(protocol).readTarget({}, 'changes', before).target,
    )
  })
})

describe('the mask in the place of a secret', () => {
  const places = {
    RTMP: { url: 'rtmp://a.example.com/app', username: 'joe' },
    RTSP: { url: 'rtsp://a.example.com/path', username: 'joe' },
    SRT_CALLER: { url: 'srt://a.example.com:9000' },
    SRT_LISTENER: {},
  }

  it.each<[keyof typeof places, TargetGiven, keyof OutputSecrets]>([
    ['RTMP', { streamKey: '****' }, 'streamKey'],
    ['RTMP', { password: '****' }, 'password'],
    ['RTMP', { url: 'rtmp://joe:****@a.example.com/app' }, 'password'],
    ['RTMP', { url: 'rtmp://a.example.com/app/****' }, 'streamKey'],
    ['RTMP', { url: 'rtmp://a.example.com/app?****', streamKey: 'k' }, 'passphrase'],
    ['RTSP', { password: '****' }, 'password'],
    ['RTSP', { url: 'rtsp://joe:****@a.example.com/path' }, 'password'],
    ['RTSP', { url: 'rtsp://a.example.com/path?****' }, 'streamKey'],
    ['SRT_CALLER', { passphrase: '****' }, 'passphrase'],
    ['SRT_CALLER', { url: 'srt://a.example.com:9000?passphrase=****' }, 'passphrase'],
    ['SRT_LISTENER', { passphrase: '****' }, 'passphrase'],
    ['SRT_LISTENER', { url: 'srt://0.0.0.0:8900?passphrase=****' }, 'passphrase'],
  ])('of %s %j keeps what is stored, and stands for nothing else', (protocol, given, secret) => {
    const rules = rulesOf(protocol)
    const whole: TargetGiven = { ...places[protocol], ...given }
    const stored = storedAs(rules.readTarget(places[protocol], 'output').target)
    expect(rules.readTarget(whole, 'output', stored).secrets[secret]).toBeUndefined()
    const has = { streamKey: 'hasStreamKey', password: 'hasPassword', passphrase: 'hasPassphrase', accessToken: '' }[secret]
    for (const before of [undefined, { ...stored, [has]: false }])
      expect(fault(() => rules.readTarget(whole, 'output', before)).message).toContain('none is stored')
  })
})

it('null beside the address of a new output says nothing', () => {
  const given = { protocol: 'RTMP', url: 'rtmp://joe:pw@a.example.com/app/key', streamKey: null, username: null } as const
  expect(readNewTarget(given, 'output')).toEqual(rtmp.readTarget({ url: given.url }, 'output'))
  expect(readNewTarget({ ...given, streamKey: 'other', password: '' }, 'output').secrets).toMatchObject({
    ...{ streamKey: 'other', password: 'pw' },
  })
  expect(fault(() => readNewTarget({ ...given, ttl: 4 }, 'draft')).field).toBe('draft.ttl')
})
