import type { Protocol } from '../output.ts'
import { rtmp } from './rtmp.ts'
import { rtsp } from './rtsp.ts'
import type { ProtocolRules } from './rules.ts'
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
