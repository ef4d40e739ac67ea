import type { Protocol } from '../output.ts'
import { rtmp } from './rtmp.ts'
import { rtsp } from './rtsp.ts'
import type { ProtocolRules, ReadTarget, TargetGiven } from './rules.ts'
import { srtCaller } from './srtCaller.ts'
import { srtListener } from './srtListener.ts'
import { udp } from './udp.ts'

export { inArguments, inPreset } from './ffmpegOutput.ts'
export type { FfmpegOutput } from './ffmpegOutput.ts'
export { portOf } from './rules.ts'
export type { ProtocolRules, ReadTarget, SenderSurroundings, StoredTarget, TargetGiven } from './rules.ts'

const rules: Record<Protocol, ProtocolRules> = {
  SRT_CALLER: srtCaller,
  SRT_LISTENER: srtListener,
  RTMP: rtmp,
  UDP: udp,
  RTSP: rtsp,
}

export function rulesOf(protocol: Protocol): ProtocolRules {
  return rules[protocol]
}

/** The target of an output to be made: null says no more there than a field that is absent. Throws InvalidValueError. */
export function readNewTarget({ protocol, ...given }: TargetGiven & { protocol: Protocol }, prefix: string): ReadTarget {
  const said: TargetGiven = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
  return rules[protocol].readTarget(said, prefix)
}
