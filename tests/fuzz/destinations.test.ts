import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidValueError } from '../../src/domain/errors.ts'
import { checkNoLoop } from '../../src/domain/loops.ts'
import { noSecrets, protocols, secretNames } from '../../src/domain/output.ts'
import type { OutputSecrets, Protocol } from '../../src/domain/output.ts'
import { inPreset, rulesOf } from '../../src/domain/protocols/index.ts'
import type { StoredTarget, TargetGiven } from '../../src/domain/protocols/index.ts'
import { recognizeDestination } from '../../src/domain/destinations/recognizeDestination.ts'
import { always, anyNumber, damaged, fuzzTimeoutMs, textOf, unsafe } from '../support/fuzz.ts'

/** Long enough for every rule, and in no text of ours. */
const canary = 'Canary7Zx9q4vTk2'

const host = fc.constantFrom('a.example.com', '192.0.2.7', '[2001:db8::1]', '127.0.0.1', 'a.rtmp.youtube.com', '0x7f.1', 'x')
const port = fc.constantFrom('', ':1', ':1935', ':9000', ':65535', ':65536', ':0', ':x')

/** Addresses with the canary wherever a secret may stand in them. */
const address = fc
  .tuple(host, port)
  .chain(([name, at]) =>
    fc.constantFrom(
      `rtmp://${name}${at}/app/${canary}`,
      `rtmps://${name}${at}/app/instance/${canary}?auth=${canary}`,
      `rtmp://${name}${at}/app?token=${canary}`,
      `rtmp://joe:${canary}@${name}${at}/app/x`,
      `rtsp://joe:${canary}@${name}${at}/path?token=${canary}`,
      `rtsps://joe:${canary}@${name}${at}/path`,
      `srt://${name}${at}?passphrase=${canary}&latency=200000`,
      `srt://${name}${at}?streamid=publish:live:joe:${canary}&mode=caller`,
      `srt://${name}${at}?streamid=%23!::u=joe,s=${canary},m=publish&pbkeylen=32`,
      `srt://:9000?mode=listener&passphrase=${canary}`,
      `udp://@${name}${at}?pkt_size=1316&ttl=4&localaddr=192.0.2.1`,
      `https://${name}${at}/live?key=${canary}`,
    ),
  )

const words = [
  'rtmp://',
  'rtmps://',
  'srt://',
  'udp://',
  'rtsp://',
  'file://',
  'pipe:',
  'concat:',
  'tee:',
  'subfile,,:',
  '@',
  ':',
]
const moreWords = [
  '/',
  '?',
  '&',
  '=',
  '#',
  '[',
  ']',
  '%2',
  '****',
  'mode=listener',
  'mode=caller',
  'passphrase=',
  'streamid=',
  '|',
]
const anyText = textOf(...words, ...moreWords, 'localhost', 'live', '#!::', 'publish:', ',s=', '-'.repeat(5), 'abcd-')
const anyAddress = fc.oneof({ weight: 1, arbitrary: address }, { weight: 1, arbitrary: anyText })

const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
const given: fc.Arbitrary<TargetGiven> = fc.record({
  url: fc.oneof({ weight: 8, arbitrary: address }, anyText, fc.constantFrom(null, undefined)),
  // With a key of its own beside it a path is the name of an application, unless it ends with that key.
  streamKey: maybe(fc.constantFrom(canary, null, '', '****', `${canary}\n`)),
  password: maybe(fc.constantFrom(canary, null, '****', `${canary}@`, `${canary}:'\\`)),
  passphrase: maybe(fc.constantFrom(canary, null, '****', `${canary}:'\\=`, `${canary} x`)),
  username: maybe(fc.oneof(fc.constantFrom('joe', null, 'a:b'), anyText)),
  port: maybe(fc.oneof(anyNumber, fc.constant(null))),
  latencyMs: maybe(fc.oneof(anyNumber, fc.constantFrom(null, 120))),
  streamId: maybe(fc.oneof(fc.constantFrom(`publish:x:joe:${canary}`, 'plain', null), anyText)),
  packetSize: maybe(fc.oneof(anyNumber, fc.constantFrom(null, 1316))),
  ttl: maybe(fc.oneof(anyNumber, fc.constantFrom(null, 4))),
  localAddress: maybe(fc.oneof(fc.constantFrom('192.0.2.9', null), anyText)),
  allowInvalidCertificate: maybe(fc.constantFrom(true, false, null)),
})

/** What `read` says, or the sentence of its refusal; any other error is thrown. */
function readOrRefusal<T>(read: () => T): { value: T } | { refusal: string } {
  try {
    return { value: read() }
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error
    return { refusal: `${error.field} ${error.message}` }
  }
}

function storedAs(protocol: Protocol, read: TargetGiven): { stored: StoredTarget; secrets: OutputSecrets } | null {
  const result = readOrRefusal(() => rulesOf(protocol).readTarget(read, 'output'))
  if ('refusal' in result) return null
  const secrets = { ...noSecrets, ...result.value.secrets } as OutputSecrets
  for (const name of secretNames) secrets[name] ??= null
  const has = { hasStreamKey: !!secrets.streamKey, hasPassword: !!secrets.password, hasPassphrase: !!secrets.passphrase }
  return { stored: { ...result.value.target, ...has }, secrets }
}

const here = { addresses: ['192.0.2.1'], names: ['here.example'], httpPort: 8080, sharedSrtPort: 8890 }

describe('any destination', { timeout: fuzzTimeoutMs }, () => {
  it('is recognized without a throw, and shown without its secrets, each as text that is safe to show', () => {
    always(anyAddress, (text) => {
      const { url, problem, hints, service, secretParts } = recognizeDestination(text)
      const shown = [url, problem ?? '', service ?? '', ...hints, ...secretParts].join(' ')
      expect(shown).not.toContain(canary)
      expect(shown).not.toMatch(unsafe)
    })
  })

  it('of SRT with a character or two that are wrong shows no passphrase either', () => {
    always(damaged(address), (text) => {
      // A stream id is shown, but for a password in its place; what has no :// is no address.
      if (!/^srt:\/\/[^/]*[/?](?!.*streamid)/.test(text)) return
      const { url, problem } = recognizeDestination(text)
      expect(`${url} ${problem}`).not.toContain(canary)
    })
  })

  it('that is recognized without a problem can be saved', () => {
    always(anyAddress, (url) => {
      const { protocol, problem } = recognizeDestination(url)
      if (protocol !== null && problem === null) rulesOf(protocol).readTarget({ url: url.trim() }, 'output')
    })
  })

  it('is saved or refused in words, with no secret in either', () => {
    always(fc.tuple(fc.constantFrom(...protocols), given), ([protocol, draft]) => {
      const result = readOrRefusal(() => rulesOf(protocol).readTarget(draft, 'output'))
      if ('refusal' in result) {
        expect(result.refusal).not.toContain(canary)
        expect(result.refusal).not.toMatch(unsafe)
        expect(result.refusal.length).toBeLessThan(400)
        return
      }
      expect(JSON.stringify(result.value.target)).not.toContain(canary)
      expect(JSON.stringify(result.value.target)).not.toMatch(/[\p{Cc}\p{Cs}]/u)
      readOrRefusal(() => checkNoLoop(result.value.target, { inputs: [], outputs: [] }, here, 'output.url'))
    })
  })

  it('that is saved makes FFmpeg open its own scheme and nothing else, by arguments without a control character', () => {
    const looked = fc.constantFrom(null, '192.0.2.77', '2001:db8::77')
    always(fc.tuple(fc.constantFrom(...protocols), given, looked), ([protocol, draft, address]) => {
      const saved = storedAs(protocol, draft)
      if (saved === null) return
      const { args, preset } = inPreset(
        rulesOf(protocol).ffmpegOutput(saved.stored, saved.secrets, { caFile: '/ca.pem', address }),
        '/dev/fd/4',
      )
      expect(args.join('')).not.toMatch(/[\p{Cc}\p{Cs}]/u)
      expect(args.at(-1)).toMatch(/^(?:rtmps?|srt|udp|rtsp):\/\/[^\s]+$/)
      const isPinned = address !== null && protocol !== 'SRT_LISTENER' && !saved.stored.url.startsWith('rtmps:')
      expect(args.at(-1)!.includes(address ?? 'none')).toBe(isPinned)
      expect(args.filter((arg) => /^(?:file|pipe|concat|tee|subfile)[:,]/.test(arg))).toEqual([])
      // Of RTMP and RTSP a login stands in the address, for want of another way.
      const isHidden = protocol === 'SRT_CALLER' || protocol === 'SRT_LISTENER' || protocol === 'UDP'
      if (isHidden) expect(args.join(' ')).not.toContain(canary)
      for (const line of (preset ?? '').split('\n').slice(0, -1)) expect(line).toMatch(/^[a-z_]+=\S*$/)
    })
  })

  it('comes back as it was when what is shown of it is saved again', () => {
    always(fc.tuple(fc.constantFrom(...protocols), given), ([protocol, draft]) => {
      const saved = storedAs(protocol, draft)
      if (saved === null) return
      const shown = rulesOf(protocol).displayUrl(saved.stored)
      expect(shown).not.toContain(canary)
      const again = rulesOf(protocol).readTarget({ url: shown }, 'changes', saved.stored)
      expect(again.target).toEqual(rulesOf(protocol).readTarget({}, 'changes', saved.stored).target)
      for (const name of secretNames) expect(again.secrets[name] ?? saved.secrets[name], name).toBe(saved.secrets[name])
    })
  })
})
