import { InvalidValueError } from '../errors.ts'
import { checkAddress, checkWhole, givenOr, parseAddress, refuse } from './rules.ts'
import type { ProtocolRules, TargetGiven } from './rules.ts'

const example = 'udp://192.0.2.10:5000'

/** Bytes of one packet of an MPEG transport stream. */
const tsPacket = 188
const usualPacketSize = 7 * tsPacket

/** MPEG-TS in UDP datagrams: sent and forgotten, nobody acknowledges. */
export const udp: ProtocolRules = {
  protocol: 'UDP',
  acknowledges: false,

  readTarget(given, prefix, stored = null) {
    refuse(given, ['streamKey', 'username', 'password'], prefix, 'UDP')
    const { base, options } =
      given.url === undefined && stored ? { base: stored.target.url, options: {} } : readUrl(given, prefix)
    const packetSize = givenOr(given.packetSize, options.packetSize ?? stored?.target.packetSize)
    const ttl = givenOr(given.ttl, options.ttl ?? stored?.target.ttl)
    const localAddress = givenOr(given.localAddress, options.localAddress ?? stored?.target.localAddress)
    checkWhole(packetSize, `${prefix}.packetSize`, 'The packet size', tsPacket, 348 * tsPacket)
    if (packetSize !== null && packetSize % tsPacket !== 0) {
      throw new InvalidValueError(
        `${prefix}.packetSize`,
        `The packet size must be a multiple of ${tsPacket}; ${usualPacketSize} is usual`,
      )
    }
    checkWhole(ttl, `${prefix}.ttl`, 'The TTL', 1, 255)
    checkAddress(localAddress, `${prefix}.localAddress`)
    return {
      target: { protocol: 'UDP', url: base, username: null, packetSize, ttl, localAddress },
      secrets: { streamKey: null, password: null },
    }
  },

  displayUrl: (target) => target.url,

  ffmpegOutput(target) {
    const query = new URLSearchParams({ pkt_size: String(target.packetSize ?? usualPacketSize) })
    if (target.ttl !== null) query.set('ttl', String(target.ttl))
    if (target.localAddress !== null) query.set('localaddr', target.localAddress)
    return ['-map', '0:v?', '-map', '0:a?', '-c', 'copy', '-f', 'mpegts', `${target.url}?${query}`]
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
  if (given.url === undefined || given.url === null || given.url.trim() === '') {
    throw new InvalidValueError(field, `A UDP output needs a URL; write it like ${example}`)
  }
  // VLC writes an @ before the address.
  const url = parseAddress(given.url.trim().replace(/^(udp:\/\/)@/i, '$1'), field, ['udp'], example)
  if (url.port === '') throw new InvalidValueError(field, `The URL names no port; write it like ${example}`)
  if (url.username !== '' || url.password !== '')
    throw new InvalidValueError(field, 'UDP knows no user name or password: leave them out of the URL')
  if (url.pathname !== '' && url.pathname !== '/')
    throw new InvalidValueError(field, `A UDP URL has no path behind the port; write it like ${example}`)

  const options: { packetSize?: number; ttl?: number; localAddress?: string } = {}
  for (const [name, value] of url.searchParams) {
    const option = parameters[name]
    if (option === undefined)
      throw new InvalidValueError(
        field,
        `The URL's parameter ${name} is not known; known are ${Object.keys(parameters).join(', ')}`,
      )
    if (option === 'localAddress') options.localAddress = value
    else options[option] = Number(value)
  }
  return { base: `udp://${url.host}`, options }
}
