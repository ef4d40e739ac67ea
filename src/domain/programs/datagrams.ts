import type { Cause } from '../failure.ts'

/** What was seen of the datagrams that arrive at an input, for a moment. */
export interface DatagramSample {
  count: number
  /** Bytes of the largest one. */
  largest: number
  kinds: Partial<Record<DatagramKind, number>>
  /** Addresses with ports that they came from. */
  senders: string[]
}

export type DatagramKind = 'MPEGTS' | 'RTP_MPEGTS' | 'RTP' | 'SRT' | 'OTHER'

const packetBytes = 188
const syncByte = 0x47
const rtpHeaderBytes = 12
/** What MediaMTX takes whole: seven packets. */
const largestTaken = 7 * packetBytes

/** What a datagram seems to carry, by its first bytes. */
export function kindOf(datagram: Uint8Array): DatagramKind {
  if (isTransportStream(datagram, 0)) return 'MPEGTS'
  const [first = 0, second = 0, third = 0, fourth = 0] = datagram
  // An SRT handshake, which a caller repeats until it is answered: control packet of type 0, with 64 bytes or more.
  if (first === 0x80 && second === 0 && third === 0 && fourth === 0 && datagram.length >= 64) return 'SRT'
  if (first >> 6 !== 2 || datagram.length <= rtpHeaderBytes) return 'OTHER'
  return isTransportStream(datagram, rtpHeaderBytes + (first & 0x0f) * 4) ? 'RTP_MPEGTS' : 'RTP'
}

function isTransportStream(datagram: Uint8Array, start: number): boolean {
  if (datagram.length < start + packetBytes) return false
  for (let at = start; at < datagram.length; at += packetBytes) if (datagram[at] !== syncByte) return false
  return true
}

/**
 * Why an input shows no feed although datagrams arrive; null when they look as they should, or none came. `port` is the
 * input's.
 */
export function causeOfDatagrams({ count, largest, kinds, senders }: DatagramSample, port: number): Cause | null {
  if (count === 0) return null
  const [[kind = 'OTHER'] = []] = Object.entries(kinds).sort(([, one], [, other]) => other - one) as [DatagramKind, number][]
  const evidence = `${count} datagrams of up to ${largest} bytes from ${senders.slice(0, 4).join(', ')}`
  const about = { code: 'BAD_FEED' as const, evidence }
  if (kind === 'MPEGTS' && largest > largestTaken)
    return {
      ...about,
      message: `The datagrams on UDP port ${port} are too large: ${largest} bytes, where at most ${largestTaken} can be taken.`,
      likelyCause: 'The sender puts more than seven packets of MPEG-TS into a datagram.',
      advice: [
        `Set the sender to ${largestTaken} bytes per datagram: in FFmpeg ?pkt_size=${largestTaken} after the address, elsewhere "7 TS packets per datagram".`,
      ],
    }
  if (kind === 'MPEGTS') return null
  return {
    ...about,
    message: `Packets arrive on UDP port ${port}, but they are no MPEG-TS.`,
    likelyCause: likely[kind],
    advice: ['Set the sender to MPEG-TS over plain UDP.', 'Check that nothing else sends to this port.'],
  }
}

const likely: Record<Exclude<DatagramKind, 'MPEGTS'>, string> = {
  RTP_MPEGTS: 'The sender wraps MPEG-TS into RTP.',
  RTP: 'The sender uses RTP.',
  SRT: 'The sender calls by SRT, and inputs take plain UDP.',
  OTHER: 'The sender is set to another format, or another program sends to this port.',
}
