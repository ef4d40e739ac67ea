import { InvalidValueError } from '../errors.ts'
import { plainTarget } from '../output.ts'
import { checkWhole, givenOr, mask, refuse, secretOf } from './rules.ts'
import type { ProtocolRules, StoredTarget } from './rules.ts'
import { checkLatency, checkPassphrase, readSrtAddress } from './srt.ts'
import { usualPacketSize } from './transportStream.ts'

const example = 'srt://0.0.0.0:8900?mode=listener'
const usualLatencyMs = 120

/** One FFmpeg waits so long for a caller before it is started anew: MediaMTX cuts a reader that does not read. */
const listenTimeoutMs = 10_000

/**
 * SRT, where the receivers connect to us: on the shared port, told apart by stream id and access token, many at once;
 * or, for receivers that cannot send a stream id, on a port of its own, one at a time.
 */
export const srtListener: ProtocolRules = {
  protocol: 'SRT_LISTENER',
  acknowledgement: 'CONNECTION',
  cannotCarry: () => null,

  readTarget(given, prefix, stored = null) {
    const foreign = ['streamKey', 'username', 'password', 'streamId', 'packetSize', 'ttl', 'localAddress'] as const
    refuse(given, [...foreign, 'allowInvalidCertificate'], prefix, 'An SRT listener')
    const field = `${prefix}.url`
    const fromUrl = given.url ? readSrtAddress(given, field, 'listener', example, stored) : undefined
    if (fromUrl?.streamId !== undefined) {
      throw new InvalidValueError(field, 'A listener gives stream ids out itself: leave streamid out of the URL')
    }
    const port = givenOr(given.port, fromUrl?.port || stored?.port)
    const latencyMs = givenOr(given.latencyMs, fromUrl?.latencyMs ?? stored?.latencyMs)
    const passphrase = secretOf(
      { given: given.passphrase, path: `${prefix}.passphrase`, isStored: stored?.hasPassphrase ?? false },
      fromUrl?.passphrase,
    )
    checkWhole(port, `${prefix}.port`, 'The port', 1, 65_535)
    checkLatency(latencyMs, `${prefix}.latencyMs`)
    checkPassphrase(passphrase, `${prefix}.passphrase`)
    return { target: { ...plainTarget, protocol: 'SRT_LISTENER', url: '', port, latencyMs }, secrets: { passphrase } }
  },

  displayUrl: ({ port }) => `srt://0.0.0.0:${port ?? ''}?mode=listener`,

  ffmpegOutput({ port, latencyMs }, { passphrase }) {
    const options = {
      latency: (latencyMs ?? usualLatencyMs) * 1000,
      listen_timeout: listenTimeoutMs * 1000,
      pkt_size: usualPacketSize,
      passphrase,
    }
    return [
      ...['-map', '0:v?', '-map', '0:a?', '-c', 'copy', '-f', 'mpegts'],
      ...Object.entries(options).flatMap(([name, value]) => (value ? [`-${name}`, String(value)] : [])),
      `srt://0.0.0.0:${port}?mode=listener`,
    ]
  },
}

/** The MediaMTX path that serves an output on the shared port, and the user that may read it and nothing else. */
export function listenerPath(outputId: string): { path: string; user: string } {
  return { path: `out-${outputId}`, user: `caller-${outputId}` }
}

/** What to hand to who shall connect. The mask stands in place of what is not to be shown. */
export function callerUrlOf(
  target: StoredTarget & { id: string },
  at: { host: string; sharedPort: number },
  accessToken: string | null,
): string {
  const { path, user } = listenerPath(target.id)
  const query = [
    ...(target.port === null ? [`streamid=read:${path}:${user}:${accessToken ?? mask}`] : []),
    ...(target.hasPassphrase ? [`passphrase=${mask}`] : []),
  ].join('&')
  const host = at.host.includes(':') ? `[${at.host}]` : at.host
  return `srt://${host}:${target.port ?? at.sharedPort}${query === '' ? '' : `?${query}`}`
}
