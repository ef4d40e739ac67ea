import { InvalidValueError } from '../errors.ts'
import { plainTarget } from '../output.ts'
import { atAddress, through } from './ffmpegOutput.ts'
import { checkAddress, checkWhole, givenOr, parseAddress, refuse, wordOf } from './rules.ts'
import type { ProtocolRules, TargetGiven } from './rules.ts'
import { checkPacketSize, usualPacketSize } from './transportStream.ts'

const example = 'udp://192.0.2.10:5000'

/** The most that one datagram can carry. */
const largestPacket = 65_424

/** MPEG-TS in UDP datagrams, to one host or a multicast group: sent and forgotten, nobody acknowledges. */
export const udp: ProtocolRules = {
  protocol: 'UDP',
  acknowledgement: 'NEVER',
  cannotCarry: () => null,

  readTarget(given, prefix, stored = null) {
    const foreign = ['streamKey', 'passphrase', 'username', 'password', 'port', 'latencyMs', 'streamId'] as const
    refuse(given, [...foreign, 'allowInvalidCertificate'], prefix, 'UDP')
    const { base, options } = given.url === undefined && stored ? { base: stored.url, options: {} } : readUrl(given, prefix)
    const packetSize = givenOr(given.packetSize, options.packetSize ?? stored?.packetSize)
    const ttl = givenOr(given.ttl, options.ttl ?? stored?.ttl)
    const localAddress = givenOr(given.localAddress, options.localAddress ?? stored?.localAddress)
    checkPacketSize(packetSize, `${prefix}.packetSize`, largestPacket)
    checkWhole(ttl, `${prefix}.ttl`, 'The TTL', 1, 255)
    checkAddress(localAddress, `${prefix}.localAddress`)
    return { target: { ...plainTarget, protocol: 'UDP', url: base, packetSize, ttl, localAddress }, secrets: {} }
  },

  displayUrl: (target) => target.url,

  ffmpegOutput(target, _secrets, { address }) {
    const query = new URLSearchParams({ pkt_size: String(target.packetSize ?? usualPacketSize) })
    if (target.ttl !== null) query.set('ttl', String(target.ttl))
    if (target.localAddress !== null) query.set('localaddr', target.localAddress)
    const args = ['-map', '0:v?', '-map', '0:a?', '-c', 'copy', '-f', 'mpegts', ...through('udp')]
    return { args, secretOptions: {}, url: `${atAddress(target.url, address)}?${query}` }
  },
}

/** Parameters of a pasted address that we know, and the field that each becomes. */
const parameters: Record<string, 'packetSize' | 'ttl' | 'localAddress'> = {
  pkt_size: 'packetSize',
  ttl: 'ttl',
  localaddr: 'localAddress',
}

function readUrl(given: TargetGiven, prefix: string) {
  const field = `${prefix}.url`
  // VLC writes an @ before the address.
  const url = parseAddress(given.url?.trim().replace(/^(udp:\/\/)@/i, '$1'), field, ['udp'], example)
  if (url.port === '') throw new InvalidValueError(field, `The URL names no port; write it like ${example}`)
  if (url.username !== '' || url.password !== '') {
    throw new InvalidValueError(field, 'UDP knows no user name or password: leave them out of the URL')
  }
  if ((url.pathname !== '' && url.pathname !== '/') || url.hash !== '') {
    throw new InvalidValueError(field, `A UDP URL has nothing behind the port; write it like ${example}`)
  }

  const options: { packetSize?: number; ttl?: number; localAddress?: string } = {}
  for (const [name, value] of url.searchParams) {
    const option = parameters[name]
    if (option === undefined) {
      const known = Object.keys(parameters).join(', ')
      throw new InvalidValueError(field, `The URL's parameter ${wordOf(name)}is not known; known are ${known}`)
    }
    if (option === 'localAddress') options.localAddress = value
    else options[option] = Number(value)
  }
  return { base: `udp://${url.host}`, options }
}
