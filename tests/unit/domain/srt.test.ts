import { describe, expect, it } from 'vitest'
import { InvalidValueError } from '../../../src/domain/errors.ts'
import { noSecrets, plainTarget } from '../../../src/domain/output.ts'
import type { OutputSecrets, OutputTarget } from '../../../src/domain/output.ts'
import { PathNames } from '../../../src/domain/pathNames.ts'
import { callerUrlOf } from '../../../src/domain/protocols/srtListener.ts'
import { rulesOf } from '../../../src/domain/protocols/index.ts'
import type { StoredTarget, TargetGiven } from '../../../src/domain/protocols/index.ts'

const caller = rulesOf('SRT_CALLER')
const listener = rulesOf('SRT_LISTENER')
const place = 'srt://a.example.com:9000'
const storedAs = (target: OutputTarget, more: Partial<StoredTarget> = {}): StoredTarget => ({
  ...{ ...target, hasStreamKey: false, hasPassphrase: false, hasPassword: false },
  ...more,
})
const after = (args: readonly string[], name: string) => args[args.indexOf(name) + 1]

function faultOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof InvalidValueError) return `${error.field}: ${error.message}`
    throw error
  }
  throw new Error('nothing was refused')
}

describe('SRT as caller', () => {
  const read = (given: TargetGiven, stored?: StoredTarget) => caller.readTarget(given, 'output', stored)
  const sent = (given: TargetGiven, secrets: Partial<OutputSecrets> = {}) =>
    caller.ffmpegOutput(read(given).target, { ...noSecrets, ...secrets }, { caFile: 'ca.pem' })

  it('reads what a pasted address says into fields, and its secrets apart', () => {
    const { target, secrets } = read({
      url: `${place}?mode=caller&latency=200&streamid=publish:cam:joe:canary&passphrase=ten-letters&pbkeylen=32&pkt_size=1128`,
    })
    expect(target).toEqual({
      ...plainTarget,
      ...{ protocol: 'SRT_CALLER', url: `${place}?pbkeylen=32`, latencyMs: 200, packetSize: 1128 },
      streamId: 'publish:cam:joe:****',
    })
    expect(secrets).toEqual({ passphrase: 'ten-letters', password: 'canary' })
  })

  it.each([
    ['9999', 9999],
    ['120000', 120],
    ['2500500', 2501],
  ])('takes a latency of %s as FFmpeg or srt-live-transmit mean it', (latency, ms) => {
    expect(read({ url: `${place}?latency=${latency}` }).target.latencyMs).toBe(ms)
  })

  it('takes an address with spaces about it, and leaves out what is empty', () => {
    expect(read({ url: ` ${place}?&=x&mode=Caller ` })).toEqual({
      target: { ...plainTarget, protocol: 'SRT_CALLER', url: place },
      secrets: { passphrase: undefined, password: undefined },
    })
    expect(faultOf(() => read({ url: 'xsrt://:9000' }))).toContain('begins with xsrt://')
  })

  it('takes 10 s for 10 ms, as FFmpeg means it, and refuses that as too little', () => {
    expect(faultOf(() => read({ url: `${place}?latency=10000` }))).toMatch(/^output.latencyMs: .* from 20 to 30000$/)
  })

  it.each([
    ['publish:cam:joe:canary:x', 'publish:cam:joe:****', 'canary:x'],
    ['read:cam:joe:canary', 'read:cam:joe:****', 'canary'],
    ['publish:cam', 'publish:cam', null],
    ['#!::r=cam,m=publish,s=canary,u=joe', '#!::r=cam,m=publish,s=****,u=joe', 'canary'],
    ['#!::s=canary', '#!::s=****', 'canary'],
    ['#!::r=cam,m=publish', '#!::r=cam,m=publish', null],
    ['cam,s=1', 'cam,s=1', null],
    ['srt://:x', 'srt://:x', null],
    ['x/publish:cam:joe:word', 'x/publish:cam:joe:word', null],
    ['x#!::s=word', 'x#!::s=word', null],
  ])('shows of the stream id %s no password, and sends it whole', (streamId, shown, password) => {
    const { target, secrets } = read({ url: place, streamId })
    expect([target.streamId, secrets.password]).toEqual([shown, password])
    const { secretOptions } = sent({ url: place, streamId }, { password })
    expect(secretOptions).toEqual({ srt_streamid: streamId })
    expect(read({ url: `${place}?streamid=${encodeURIComponent(streamId)}` })).toEqual({
      target,
      secrets: { ...secrets, passphrase: undefined },
    })
  })

  it('keeps what a change does not name, and clears what it names as null or empty', () => {
    const { target } = read({ url: `${place}?latency=200&pkt_size=1128`, streamId: 'publish:cam:joe:canary' })
    const stored = storedAs(target, { hasPassphrase: true, hasPassword: true })
    expect(read({}, stored)).toEqual({ target, secrets: { passphrase: undefined, password: undefined } })
    expect(read({ streamId: 'publish:cam:joe:****' }, stored).secrets.password).toBeUndefined()
    expect(faultOf(() => read({ url: place, streamId: 'publish:cam:joe:****' }))).toMatch(/^output.streamId: .*none is stored/)
    for (const streamId of [null, '']) {
      const { target: changed, secrets } = read({ streamId, passphrase: null, latencyMs: null, packetSize: null }, stored)
      expect(changed).toEqual({ ...target, streamId: null, latencyMs: null, packetSize: null })
      expect(secrets).toEqual({ passphrase: null, password: null })
    }
    expect(read({ url: 'srt://b.example.com:9000' }, stored).target).toEqual({ ...target, url: 'srt://b.example.com:9000' })
  })

  it('is shown with every secret masked', () => {
    const { target } = read({ url: place, streamId: 'publish:cam:joe:canary' })
    const streamid = 'streamid=publish%3Acam%3Ajoe%3A****'
    expect(caller.displayUrl(storedAs(target))).toBe(`${place}?${streamid}`)
    expect(caller.displayUrl(storedAs(target, { hasPassphrase: true }))).toBe(`${place}?${streamid}&passphrase=****`)
    const plain = { ...target, streamId: null }
    expect(caller.displayUrl(storedAs(plain))).toBe(place)
    expect(caller.displayUrl(storedAs({ ...plain, url: `${place}?pbkeylen=16` }, { hasPassphrase: true }))).toBe(
      `${place}?pbkeylen=16&passphrase=****`,
    )
  })

  it('tells FFmpeg secrets apart from the URL, which its messages quote', () => {
    const plain = sent({ url: place })
    expect(plain).toMatchObject({ url: `${place}?mode=caller`, secretOptions: {} })
    expect([after(plain.args, '-latency'), after(plain.args, '-pkt_size')]).toEqual(['120000', '1316'])
    expect(plain.args).not.toContain('-pbkeylen')
    expect(plain.args).toContain('-connect_timeout')
    const full = sent({ url: `${place}?pbkeylen=24`, latencyMs: 250, packetSize: 188 }, { passphrase: 'ten-letters' })
    expect(full).toMatchObject({ url: `${place}?mode=caller`, secretOptions: { passphrase: 'ten-letters' } })
    expect(['-latency', '-pkt_size', '-pbkeylen'].map((name) => after(full.args, name))).toEqual(['250000', '188', '24'])
    expect(full.args.join(' ')).not.toContain('ten-letters')
    // A password that is gone leaves no mask where it stood.
    expect(sent({ url: place, streamId: 'publish:cam:joe:canary' }).secretOptions).toEqual({ srt_streamid: 'publish:cam:joe:' })
  })

  it.each([
    [{ url: 'srt://a.example.com' }, 'output.url', 'names no port'],
    [{ url: `${place}/path` }, 'output.url', 'only parameters behind the port'],
    [{ url: 'srt://joe@a.example.com:9000' }, 'output.url', 'only parameters behind the port'],
    [{ url: 'srt://:pw@a.example.com:9000' }, 'output.url', 'only parameters behind the port'],
    [{ url: `${place}?mode=listener` }, 'output.url', 'says mode=listener, but this output is an SRT caller'],
    [{ url: `${place}?mode=%20` }, 'output.url', 'says another mode'],
    [{ url: `${place}?transtype=live` }, 'output.url', 'parameter transtype is not known'],
    [{ url: `${place}?pbkeylen=20` }, 'output.url', 'must be 16, 24 or 32'],
    [{ url: `${place}?streamid=%zz` }, 'output.url', 'not followed by two hexadecimal digits'],
    [{ url: `${place}?streamid=a b` }, 'output.url', 'holds a space'],
    [{ url: place, streamId: 'a b' }, 'output.streamId', 'at most 512 characters'],
    [{ url: place, streamId: 'x'.repeat(513) }, 'output.streamId', 'at most 512 characters'],
    [{ url: place, passphrase: 'nineteen9' }, 'output.passphrase', '10 to 79 characters'],
    [{ url: place, passphrase: 'x'.repeat(80) }, 'output.passphrase', '10 to 79 characters'],
    [{ url: place, passphrase: 'ü'.repeat(40) }, 'output.passphrase', '10 to 79 characters'],
    [{ url: place, passphrase: 'ten letters' }, 'output.passphrase', 'no spaces'],
    [{ url: place, latencyMs: 19 }, 'output.latencyMs', 'from 20 to 30000'],
    [{ url: place, latencyMs: 30_001 }, 'output.latencyMs', 'from 20 to 30000'],
    [{ url: place, packetSize: 1504 }, 'output.packetSize', 'from 188 to 1316'],
    [{ url: place, packetSize: 189 }, 'output.packetSize', 'multiple of 188'],
    [{ url: place, username: 'joe' }, 'output.username', 'no use'],
    [{ url: place, port: 9000 }, 'output.port', 'no use'],
    [{ url: place, allowInvalidCertificate: true }, 'output.allowInvalidCertificate', 'no use'],
  ] as [TargetGiven, string, string][])('refuses %j', (given, field, words) => {
    const fault = faultOf(() => read(given))
    expect(fault.startsWith(`${field}: `)).toBe(true)
    expect(fault).toContain(words)
  })

  it('takes what is at the edge', () => {
    const edges: TargetGiven[] = [
      { url: place, streamId: 'x'.repeat(512), passphrase: 'x'.repeat(10), latencyMs: 20, packetSize: 188 },
      { url: `${place}/?`, passphrase: 'x'.repeat(79), latencyMs: 30_000, packetSize: 1316 },
    ]
    for (const given of edges)
      expect(read(given).target).toMatchObject({ latencyMs: given.latencyMs, packetSize: given.packetSize })
  })
})

describe('SRT as listener', () => {
  const read = (given: TargetGiven, stored?: StoredTarget) => listener.readTarget(given, 'output', stored)

  it('has a port of its own, from a pasted address too, or the shared one', () => {
    expect(read({})).toEqual({
      target: { ...plainTarget, protocol: 'SRT_LISTENER', url: '', port: null, latencyMs: null },
      secrets: { passphrase: undefined },
    })
    expect(read({ url: 'srt://:8900?mode=listener&latency=90&passphrase=ten-letters' })).toMatchObject({
      ...{ target: { port: 8900, latencyMs: 90 }, secrets: { passphrase: 'ten-letters' } },
    })
    expect(read({ url: 'srt://0.0.0.0:8900', port: 8901 }).target.port).toBe(8901)
    const stored = storedAs({ ...plainTarget, protocol: 'SRT_LISTENER', url: '', port: 8900, latencyMs: 90 })
    expect(read({ url: 'srt://0.0.0.0' }, stored).target).toMatchObject({ port: 8900, latencyMs: 90 })
    expect(read({ port: null, latencyMs: null, passphrase: null }, stored)).toMatchObject({
      ...{ target: { port: null, latencyMs: null }, secrets: { passphrase: null } },
    })
  })

  it.each([
    [{ url: 'srt://0.0.0.0:8900?streamid=x' }, 'output.url: A listener gives stream ids out itself'],
    [{ url: 'srt://0.0.0.0:8900?mode=caller' }, 'output.url: The URL says mode=caller, but this output is an SRT listener'],
    [{ port: 0 }, 'output.port: The port must be'],
    [{ port: 65_536 }, 'output.port: The port must be'],
    [{ port: 8900, latencyMs: 19 }, 'output.latencyMs: '],
    [{ port: 8900, passphrase: 'short' }, 'output.passphrase: '],
    [{ port: 8900, streamId: 'x' }, 'output.streamId: An SRT listener has no use'],
    [{ port: 8900, packetSize: 1316 }, 'output.packetSize: An SRT listener has no use'],
  ] as [TargetGiven, string][])('refuses %j', (given, words) => {
    expect(faultOf(() => read(given))).toContain(words)
  })

  it('is shown by its port, and told to FFmpeg with its passphrase apart and escaped', () => {
    const { target } = read({ port: 8900, latencyMs: 90 })
    expect(listener.displayUrl(storedAs(target))).toBe('srt://0.0.0.0:8900?mode=listener')
    expect(listener.displayUrl(storedAs({ ...target, port: null }))).toBe('srt://0.0.0.0:?mode=listener')
    const told = (passphrase: string | null, latencyMs: number | null) =>
      listener.ffmpegOutput({ ...target, latencyMs }, { ...noSecrets, passphrase }, { caFile: 'ca.pem' })
    expect(told(String.raw`a:b=c'd\e-long`, 90)).toMatchObject({
      url: 'srt://0.0.0.0:8900?mode=listener',
      secretOptions: {
        format_opts: String.raw`latency=90000:pkt_size=1316:protocol_whitelist=srt:passphrase=a\:b\=c\'d\\e-long`,
      },
    })
    expect(told(null, null).secretOptions).toEqual({ format_opts: 'latency=120000:pkt_size=1316:protocol_whitelist=srt' })
    expect(told('ten-letters', 90).args.join(' ')).toBe(
      [
        '-loglevel repeat+level+verbose -map 0:v? -map 0:a? -c copy -f mpegts -protocol_whitelist file -y /dev/null',
        '-map 0:v? -map 0:a? -c copy -f fifo -fifo_format mpegts -queue_size 60',
        '-drop_pkts_on_overflow 1 -restart_with_keyframe 1 -protocol_whitelist srt',
        '-attempt_recovery 1 -recover_any_error 1 -recovery_wait_time 0.1',
      ].join(' '),
    )
  })

  it('is handed out by stream id on the shared port, and without one on its own', () => {
    const names = new PathNames('sdm')
    const at = { host: 'own.example.com', shared: { host: 'media.example.com', port: 8890, names } }
    const target = { ...storedAs(read({}).target), id: '7' }
    const shared = (token: string | null, more = {}) => callerUrlOf({ ...target, ...more }, at, token)
    const id = `streamid=read:${names.output('7')}:${names.caller('7')}`
    expect(shared('canary')).toBe(`srt://media.example.com:8890?${id}:canary`)
    expect(shared(null, { hasPassphrase: true })).toBe(`srt://media.example.com:8890?${id}:****&passphrase=****`)
    expect(shared('canary', { port: 8900 })).toBe('srt://own.example.com:8900')
    expect(shared('canary', { port: 8900, hasPassphrase: true })).toBe('srt://own.example.com:8900?passphrase=****')
    expect(callerUrlOf({ ...target, port: 8900 }, { ...at, host: '2001:db8::1' }, null)).toBe('srt://[2001:db8::1]:8900')
  })
})
