import { InvalidValueError } from '../errors.ts'
import { checkText, checkWhole, decodePart, mask, parseAddress, readSecret, wordOf } from './rules.ts'
import type { StoredTarget, TargetGiven } from './rules.ts'

/** What may stand in an SRT address, as FFmpeg and srt-live-transmit write it. */
const known = ['mode', 'latency', 'streamid', 'passphrase', 'pbkeylen', 'pkt_size']

export interface SrtAddress {
  host: string
  /** 0 when the URL names none. */
  port: number
  latencyMs: number | undefined
  streamId: string | undefined
  passphrase: string | undefined
  /** Bytes of the encryption key: 16, 24 or 32; undefined: 16, or what the listener wants. */
  keyLength: number | undefined
  packetSize: number | undefined
}

/** Reads an SRT address. Throws InvalidValueError on `field`. */
export function readSrtAddress(
  given: TargetGiven,
  field: string,
  mode: 'caller' | 'listener',
  example: string,
  stored: StoredTarget | null,
): SrtAddress {
  // A stream id may begin with #, which would end the query of other URLs; a listener needs no host.
  const text = (given.url ?? '').trim().replace(/^(srt:\/\/):/i, '$10.0.0.0:')
  const [address = '', query = ''] = splitAt(text, '?')
  const url = parseAddress(address, field, ['srt'], example)
  checkText(text, field, example)
  if (url.username !== '' || !['', '/'].includes(url.pathname)) {
    throw new InvalidValueError(field, `An SRT URL has only parameters behind the port; write it like ${example}`)
  }
  const options = new Map(
    query.split('&').flatMap((pair) => {
      const [name = '', value = ''] = splitAt(pair, '=')
      return name === '' ? [] : [[name, decodePart(value, field)] as const]
    }),
  )
  for (const name of options.keys()) {
    if (!known.includes(name)) {
      throw new InvalidValueError(field, `The URL's parameter ${wordOf(name)}is not known; known are ${known.join(', ')}`)
    }
  }
  const wishedMode = options.get('mode')?.toLowerCase() ?? mode
  if (wishedMode !== mode) {
    throw new InvalidValueError(
      field,
      `The URL says ${wordOf(wishedMode) === '' ? 'another mode' : `mode=${wishedMode}`}, but this output is an SRT ${mode}: choose the other kind`,
    )
  }
  const keyLength = numberOf(options.get('pbkeylen'))
  if (keyLength !== undefined && ![16, 24, 32].includes(keyLength)) {
    throw new InvalidValueError(field, 'pbkeylen in the URL must be 16, 24 or 32')
  }
  return {
    host: url.hostname,
    port: Number(url.port),
    latencyMs: milliseconds(numberOf(options.get('latency'))),
    streamId: options.get('streamid'),
    passphrase: readSecret(options.get('passphrase'), field, stored?.hasPassphrase ?? false),
    keyLength,
    packetSize: numberOf(options.get('pkt_size')),
  }
}

/** Throws InvalidValueError where libsrt would refuse it. */
export function checkPassphrase(passphrase: string | null | undefined, field: string): void {
  if (passphrase && (Buffer.byteLength(passphrase) < 10 || Buffer.byteLength(passphrase) > 79)) {
    throw new InvalidValueError(field, 'A passphrase for SRT must have 10 to 79 characters')
  }
}

export function checkLatency(latencyMs: number | null, field: string): void {
  checkWhole(latencyMs, field, 'The latency in milliseconds', 20, 30_000)
}

/**
 * A stream id often ends with a password (`publish:path:user:password`, or `s=` in the form `#!::`). It is taken out, so
 * that what is stored in clear and shown has the mask in its place.
 */
export function splitStreamId(streamId: string): { shown: string; password: string | undefined } {
  const colons = /^((?:publish|read):[^:]*:[^:]*:)(.+)/.exec(streamId)
  if (colons) return { shown: `${colons[1]}${mask}`, password: colons[2] }
  const session = /^(#!::(?:.*,)?s=)([^,]+)(.*)/.exec(streamId)
  if (session) return { shown: `${session[1]}${mask}${session[3]}`, password: session[2] }
  return { shown: streamId, password: undefined }
}

/** FFmpeg means microseconds, srt-live-transmit milliseconds: nobody wants less than 10 ms or more than 10 s there. */
function milliseconds(latency: number | undefined): number | undefined {
  return latency !== undefined && latency >= 10_000 ? Math.round(latency / 1000) : latency
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
