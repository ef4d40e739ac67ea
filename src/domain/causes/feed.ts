import type { Cause } from '../failure.ts'

/** What arrives is damaged. `count` errors within a second, `last` is MediaMTX's word for one, redacted. */
export function damagedFeed(count: number, last: string): Cause {
  return {
    code: 'BAD_FEED',
    message: `The feed arrives damaged: ${count === 1 ? 'an error' : `${count} errors`} within a second.`,
    likelyCause: 'Packets are lost or mixed up on the way here, or the sender makes mistakes.',
    advice: [
      'Check the network between the sender and this server: cables, switches, Wi-Fi, a line that is too slow.',
      'Check that only one sender sends to this port.',
    ],
    evidence: last,
  }
}

/** Datagrams came and found no room. `bufferBytes` is the size of the receive buffer, undefined when it is the system's default. */
export function overflowed(lost: number, bufferBytes: number | undefined, wishedBytes: number): Cause {
  const isSmall = bufferBytes === undefined || bufferBytes < wishedBytes
  return {
    code: 'TOO_SLOW',
    message: `This server lost ${lost} datagrams of the feed, because its receive buffer was full.`,
    likelyCause: isSmall
      ? 'The receive buffer is too small for a feed that comes in bursts, or the machine is overloaded.'
      : 'The machine is overloaded.',
    advice: [
      ...(isSmall ? [`Allow larger buffers (sysctl -w net.core.rmem_max=${wishedBytes}) and start this server again.`] : []),
      'Look at the CPU load of this machine.',
    ],
    evidence: null,
  }
}

/** Packets of several senders mix. */
export function severalSenders(port: number): Cause {
  return {
    code: 'BAD_FEED',
    message: `More than one sender sends to UDP port ${port}: their streams mix.`,
    likelyCause: 'Two encoders are set to the same address, or an old one was not stopped.',
    advice: ['Stop all senders but one, or give each an input of its own.'],
    evidence: 'The time of the stream jumps to and fro.',
  }
}

/** The tracks of a feed are known, but nothing whole of them arrives. */
export function brokenFeed(port: number): Cause {
  return {
    code: 'BAD_FEED',
    message: `MPEG-TS arrives on UDP port ${port}, but no whole picture or sound in it.`,
    likelyCause:
      'Its datagrams are larger than 1316 bytes, so that their ends are cut off, or most packets are lost, or it is encrypted.',
    advice: [
      'Set the sender to 1316 bytes per datagram: in FFmpeg ?pkt_size=1316 after the address, elsewhere "7 TS packets per datagram".',
      'Check the network between the sender and this server.',
    ],
    evidence: null,
  }
}

/** MPEG-TS comes, and MediaMTX finds nothing in it. `evidence` is its line, redacted; null when it has none. */
export function unreadableFeed(port: number, evidence: string | null): Cause {
  return {
    code: 'BAD_FEED',
    message: `MPEG-TS arrives on UDP port ${port}, but no stream in it can be received.`,
    likelyCause: 'It carries no table of its streams, or only codecs that cannot be received, or it is encrypted.',
    advice: ['Set the sender to H.264 or H.265 with AAC, MPEG audio, AC-3 or Opus, unencrypted.'],
    evidence,
  }
}
