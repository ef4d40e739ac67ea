import { noSecrets } from '../../../src/domain/output.ts'
import { inArguments, rulesOf } from '../../../src/domain/protocols/index.ts'
import type { TargetGiven } from '../../../src/domain/protocols/index.ts'
import type { SentBy } from '../capture.ts'

export const streamKey = 'canary-key-5f1d'
export const password = 'canary-password-77a0'
export const passphrase = 'canary-passphrase-19c4'

/** FFmpeg's arguments behind its input, as the product sets them for an output with these settings. */
function argumentsOf(protocol: SentBy, given: TargetGiven, caFile = ''): string[] {
  const rules = rulesOf(protocol)
  const { target, secrets } = rules.readTarget(given, 'output')
  return inArguments(rules.ffmpegOutput(target, { ...noSecrets, ...secrets }, { caFile }))
}

export function toRtmp(server: string, { key = streamKey, caFile = '' } = {}): string[] {
  return argumentsOf('RTMP', { url: `${server}/live`, streamKey: key }, caFile)
}

export function toSrt(url: string, given: TargetGiven = {}): string[] {
  return argumentsOf('SRT_CALLER', { url, ...given })
}

export function toRtsp(url: string): string[] {
  return argumentsOf('RTSP', { url })
}

export function toUdp(url: string, given: TargetGiven = {}): string[] {
  return argumentsOf('UDP', { url, ...given })
}

/** With every track: FLV has place for one of each kind. */
export function allTracks(args: readonly string[]): string[] {
  return args.map((argument) => argument.replace(/^(0:[av]):0\?$/, '$1?'))
}

/** With another value of an option, such as the product's own checks would refuse. */
export function withOption(args: readonly string[], name: string, value: string): string[] {
  const at = args.indexOf(name)
  return at < 0 ? [...args.slice(0, -1), name, value, ...args.slice(-1)] : args.with(at + 1, value)
}
