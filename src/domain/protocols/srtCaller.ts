import { InvalidValueError } from '../errors.ts'
import { plainTarget } from '../output.ts'
import { atAddress, through } from './ffmpegOutput.ts'
import { encodePart, givenOr, mask, readSecret, refuse, secretOf } from './rules.ts'
import type { ProtocolRules, StoredTarget, TargetGiven } from './rules.ts'
import { checkLatency, checkPassphrase, readSrtAddress, splitStreamId } from './srt.ts'
import type { SrtAddress } from './srt.ts'
import { checkPacketSize, usualPacketSize } from './transportStream.ts'

/** Servers let a stream that they refuse wait for some seconds before they say so: MediaMTX for up to four. */
const answerMs = 5000
const example = 'srt://live.example.com:9000?streamid=my-stream'

/** What SRT carries in one packet at most, in whole TS packets. */
const largestPacket = usualPacketSize
const usualLatencyMs = 120

/** SRT, where we connect and the destination listens. */
export const srtCaller: ProtocolRules = {
  protocol: 'SRT_CALLER',
  acknowledgement: 'CONNECTION',
  cannotCarry: () => null,

  readTarget(given, prefix, stored = null) {
    refuse(given, ['streamKey', 'username', 'password', 'port', 'ttl', 'localAddress', 'allowInvalidCertificate'], prefix, 'SRT')
    const fromUrl: UrlParts = given.url === undefined && stored ? { base: stored.url } : readUrl(given, prefix, stored)
    const latencyMs = givenOr(given.latencyMs, fromUrl.latencyMs ?? stored?.latencyMs)
    const packetSize = givenOr(given.packetSize, fromUrl.packetSize ?? stored?.packetSize)
    const passphrase = secretOf(
      { given: given.passphrase, path: `${prefix}.passphrase`, isStored: stored?.hasPassphrase ?? false },
      fromUrl.passphrase,
    )
    checkLatency(latencyMs, `${prefix}.latencyMs`)
    checkPacketSize(packetSize, `${prefix}.packetSize`, largestPacket)
    checkPassphrase(passphrase, `${prefix}.passphrase`)
    const id = given.streamId === undefined ? fromUrl.streamId : given.streamId
    const { streamId, password } = readStreamId(id, `${prefix}.streamId`, stored)
    return {
      target: { ...plainTarget, protocol: 'SRT_CALLER', url: fromUrl.base, latencyMs, streamId, packetSize },
      secrets: { passphrase, password },
    }
  },

  displayUrl({ url, streamId, hasPassphrase }) {
    const query = [
      ...(streamId === null ? [] : [`streamid=${encodePart(streamId).replaceAll(encodePart(mask), mask)}`]),
      ...(hasPassphrase ? [`passphrase=${mask}`] : []),
    ].join('&')
    return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`
  },

  ffmpegOutput({ url, latencyMs, streamId, packetSize }, { passphrase, password }, { address }) {
    const [place = '', keyLength] = url.split('?pbkeylen=')
    const args = [
      '-map',
      '0:v?',
      '-map',
      '0:a?',
      '-c',
      'copy',
      '-f',
      'mpegts',
      ...through('srt'),
      '-connect_timeout',
      String(answerMs),
    ]
    args.push('-latency', String((latencyMs ?? usualLatencyMs) * 1000), '-pkt_size', String(packetSize ?? usualPacketSize))
    if (keyLength) args.push('-pbkeylen', keyLength)
    // Not in the URL, which FFmpeg's messages quote.
    const secretOptions = {
      ...(passphrase ? { passphrase } : {}),
      ...(streamId ? { srt_streamid: streamId.replace(mask, () => password ?? '') } : {}),
    }
    return { args, secretOptions, url: `${atAddress(place, address)}?mode=caller` }
  },
}

type UrlParts = Partial<Pick<SrtAddress, 'latencyMs' | 'streamId' | 'passphrase' | 'packetSize'>> & { base: string }

function readUrl(given: TargetGiven, prefix: string, stored: StoredTarget | null): UrlParts {
  const field = `${prefix}.url`
  const { host, port, keyLength, ...options } = readSrtAddress(given, field, 'caller', example, stored)
  if (port === 0) throw new InvalidValueError(field, `The URL names no port; write it like ${example}`)
  return { ...options, base: `srt://${host}:${port}${keyLength === undefined ? '' : `?pbkeylen=${keyLength}`}` }
}

function readStreamId(given: string | null | undefined, field: string, stored: StoredTarget | null) {
  if (given === undefined) return { streamId: stored?.streamId ?? null, password: undefined }
  if (given === null || given === '') return { streamId: null, password: null }
  if (given.length > 512 || /[\s\p{Cc}\p{Cs}]/u.test(given)) {
    throw new InvalidValueError(field, 'A stream id has at most 512 characters and no spaces or control characters')
  }
  const { shown, password } = splitStreamId(given)
  if (password === undefined) return { streamId: shown, password: null }
  return { streamId: shown, password: readSecret(password, field, stored?.hasPassword ?? false) }
}
