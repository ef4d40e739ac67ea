import type { Protocol } from '../generated/graphql.ts'
import { count } from '../parts/format.ts'

const kinds: Record<Protocol, string> = {
  SRT_CALLER: 'SRT caller',
  SRT_LISTENER: 'SRT listener',
  RTMP: 'RTMP',
  UDP: 'UDP',
  RTSP: 'RTSP',
}

/** How an output reaches its destination, told apart further by its address: `RTMPS`, `UDP multicast`. */
export function kindWord(protocol: Protocol, url: string): string {
  if (protocol === 'RTMP' && url.startsWith('rtmps:')) return 'RTMPS'
  if (protocol === 'UDP' && isMulticast(url)) return 'UDP multicast'
  return kinds[protocol] ?? protocol
}

/** IPv4 groups lie in 224.0.0.0/4, those of IPv6 in ff00::/8. */
function isMulticast(url: string): boolean {
  const [, first, isV6] = /^udp:\/\/(?:(\d+)\.[\d.]+(?::|$)|(\[ff))/i.exec(url) ?? []
  return isV6 !== undefined || (Number(first) >= 224 && Number(first) <= 239)
}

/**
 * An address in a row: without its scheme, which the kind tells, and its options. A listener's is its port and who reads from it; `callers` is
 * null for others.
 */
export function destinationWords(url: string, callers: number | null): string {
  if (callers === null) return url.replace(/^[a-z]+:\/\//i, '').replace(/\?.*$/, '')
  const [, port = ''] = /:(\d+)(?:[/?]|$)/.exec(url) ?? []
  return `${port === '' ? 'shared port' : `:${port}`}, ${count(callers, 'caller')}`
}
