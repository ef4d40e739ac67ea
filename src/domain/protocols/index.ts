import type { Protocol } from '../output.ts'
import { rtmp } from './rtmp.ts'
import type { ProtocolRules } from './rules.ts'
import { udp } from './udp.ts'

export type { ProtocolRules, ReadTarget, StoredTarget, TargetGiven } from './rules.ts'

const rules: Record<Protocol, ProtocolRules> = { RTMP: rtmp, UDP: udp }

export function rulesOf(protocol: Protocol): ProtocolRules {
  return rules[protocol]
}
