import { InvalidValueError } from '../errors.ts'
import { plainTarget } from '../output.ts'
import type { PathNames } from '../pathNames.ts'
import { through } from './ffmpegOutput.ts'
import { checkWhole, givenOr, mask, refuse, secretOf } from './rules.ts'
import type { ProtocolRules, StoredTarget } from './rules.ts'
import { checkLatency, checkPassphrase, readSrtAddress } from './srt.ts'
import { usualPacketSize } from './transportStream.ts'

const example = 'srt://0.0.0.0:8900?mode=listener'
const usualLatencyMs = 120

/** Half a second of packets: what a caller gets first is not older. */
const queuedPackets = 60

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

  /**
   * `fifo` waits for a caller, and for the next, beside the reading of the feed: the feed goes on meanwhile, and whoever
   * comes gets it from a key frame of now. The first output goes nowhere: FFmpeg counts the bytes of that one alone, and
   * tells of callers only at the level `verbose`.
   */
  ffmpegOutput({ port, latencyMs }, { passphrase }) {
    const tracks = ['-map', '0:v?', '-map', '0:a?', '-c', 'copy']
    const options = [
      `latency=${(latencyMs ?? usualLatencyMs) * 1000}`,
      `pkt_size=${usualPacketSize}`,
      // `fifo` opens the network by itself.
      'protocol_whitelist=srt',
      ...(passphrase ? [`passphrase=${passphrase.replace(/[\\':=]/g, '\\$&')}`] : []),
    ]
    const args = [
      ...['-loglevel', 'repeat+level+verbose', ...tracks, '-f', 'mpegts', ...through('file'), '-y', '/dev/null'],
      ...[...tracks, '-f', 'fifo', '-fifo_format', 'mpegts', '-queue_size', String(queuedPackets)],
      ...['-drop_pkts_on_overflow', '1', '-restart_with_keyframe', '1', ...through('srt')],
      ...['-attempt_recovery', '1', '-recover_any_error', '1', '-recovery_wait_time', '0.1'],
    ]
    return { args, secretOptions: { format_opts: options.join(':') }, url: `srt://0.0.0.0:${port}?mode=listener` }
  },
}

/** Where SRT callers connect that name their output by stream id, and how outputs are called there. */
export interface SharedPlace {
  host: string
  /** UDP. */
  port: number
  names: PathNames
}

/** What to hand to who shall connect. The mask stands in place of what is not to be shown. `host` is where ports of our own are. */
export function callerUrlOf(
  target: StoredTarget & { id: string },
  at: { host: string; shared: SharedPlace },
  accessToken: string | null,
): string {
  const { host, port, names } = target.port === null ? at.shared : { ...at.shared, host: at.host, port: target.port }
  const query = [
    ...(target.port === null
      ? [`streamid=read:${names.output(target.id)}:${names.caller(target.id)}:${accessToken ?? mask}`]
      : []),
    ...(target.hasPassphrase ? [`passphrase=${mask}`] : []),
  ].join('&')
  const written = host.includes(':') ? `[${host}]` : host
  return `srt://${written}:${port}${query === '' ? '' : `?${query}`}`
}
