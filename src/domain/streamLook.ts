export interface StreamTime {
  rtpTime: number
  at: number
}

/** A moment of a stream, as its readers get it. */
export interface StreamSample {
  /** As RTP names it, such as `H264`. */
  codec: string
  /** Hz. */
  clockRate: number
  /** RTP times in order of arrival, each once; `at` in monotonic milliseconds. */
  times: StreamTime[]
  /** H264 and H265: the kinds of units that came. */
  nalTypes: number[]
}

/**
 * SAME: the stream goes on. RESTARTED: its time jumped, so that another sender, or the same one after a restart, began
 * anew. OTHER_CODEC: what comes is not what it is said to be. MIXED: its time jumps to and fro.
 */
export type StreamVerdict = 'SAME' | 'RESTARTED' | 'OTHER_CODEC' | 'MIXED'

/** Jitter of senders and networks, and frames that arrive in another order than they are shown in. */
const toleranceMs = 1500
/** Within a moment there is less of it. */
const momentaryToleranceMs = 700
/** Clocks of senders may differ from ours by so much, and people do not notice. */
const drift = 0.0005
const rtpTimes = 2 ** 32

/** What a sample tells, with the last one of the same stream; null: there is none. Pure. */
export function judgeStream(before: StreamSample | null, now: StreamSample): StreamVerdict {
  if (!isOfCodec(now)) return 'OTHER_CODEC'
  if (now.times.some((time, index) => index > 0 && isJump(now.times[index - 1]!, time, now.clockRate, momentaryToleranceMs)))
    return 'MIXED'
  if (before === null) return 'SAME'
  return isJump(before.times.at(-1)!, now.times[0]!, now.clockRate, toleranceMs) ? 'RESTARTED' : 'SAME'
}

function isJump(from: StreamTime, to: StreamTime, clockRate: number, allowedMs: number): boolean {
  const elapsedMs = to.at - from.at
  const expected = from.rtpTime + (elapsedMs * clockRate) / 1000
  const difference = Math.abs(to.rtpTime - expected) % rtpTimes
  const differenceMs = (Math.min(difference, rtpTimes - difference) * 1000) / clockRate
  return differenceMs > allowedMs + elapsedMs * drift
}

/** Kinds of units that carry pictures, and those that other codecs' units are never taken for. */
const pictures: Record<string, (type: number) => boolean> = {
  H264: (type) => type === 1 || type === 5,
  H265: (type) => type <= 9 || (type >= 16 && type <= 21),
}

/** H.265 in the place of H.264 shows no picture at all, since all its kinds read as even numbers; and the other way round. */
function isOfCodec({ codec, nalTypes }: StreamSample): boolean {
  const isPicture = pictures[codec]
  return isPicture === undefined || nalTypes.length === 0 || nalTypes.some((type) => isPicture(type))
}

/** The kinds of units in an RTP payload. */
export function nalTypesOf(codec: string, payload: Uint8Array): number[] {
  const [first = 0, second = 0, third = 0] = payload
  if (codec === 'H264') {
    const type = first & 0x1f
    if (type === 24) return packed(payload, 1, (byte) => byte & 0x1f)
    return [type === 28 ? second & 0x1f : type]
  }
  if (codec === 'H265') {
    const type = (first >> 1) & 0x3f
    if (type === 48) return packed(payload, 2, (byte) => (byte >> 1) & 0x3f)
    return [type === 49 ? third & 0x3f : type]
  }
  return []
}

function packed(payload: Uint8Array, headerLength: number, typeOf: (byte: number) => number): number[] {
  const types: number[] = []
  let at = headerLength
  while (at + 2 < payload.length) {
    types.push(typeOf(payload[at + 2]!))
    at += 2 + payload[at]! * 256 + payload[at + 1]!
  }
  return types
}
