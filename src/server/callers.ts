import type { IncomingMessage } from 'node:http'
import { isIP, isIPv4 } from 'node:net'
import { type AddressRange, AddressRanges } from '../domain/destinations/addressRange.ts'

/** Proxies in a row that are looked through. */
const mostProxies = 10

/** Who calls, seen through the proxies that may speak for others. */
export class Callers {
  readonly #proxies: AddressRanges

  constructor(trustedProxies: readonly AddressRange[] = []) {
    this.#proxies = new AddressRanges(trustedProxies)
  }

  /**
   * What tells callers apart: the address, of IPv6 its first 64 bits, which one machine can have all of. What a proxy
   * says of others counts when it is a trusted one: anybody can write that header.
   */
  placeOf(request: IncomingMessage): string {
    let address = plain(request.socket.remoteAddress ?? '')
    const behind = String(request.headers['x-forwarded-for'] ?? '').split(',')
    for (let hop = 0; hop < mostProxies && this.#proxies.holds(address); hop++) {
      const before = withoutPort(behind.pop() ?? '')
      if (isIP(before) === 0) break
      address = plain(before)
    }
    return placeOfAddress(address)
  }

  /** Whether it comes straight from a proxy that speaks for others. */
  isProxy(address: string | undefined): boolean {
    return this.#proxies.holds(plain(address ?? ''))
  }

  /** What the caller wrote as host, such as `studio.example:8443`. */
  hostOf(request: IncomingMessage): string | undefined {
    const forwarded = request.headers['x-forwarded-host']
    if (typeof forwarded === 'string' && this.isProxy(request.socket.remoteAddress)) return forwarded
    return request.headers.host
  }
}

/** Whether it came over TLS, as the proxy that ended it says. Whoever lies about it binds only himself to TLS. */
export function isOverTls({ headers }: IncomingMessage): boolean {
  // Of several proxies the first one speaks to the caller.
  return /^https *(?:,|$)/i.test(String(headers['x-forwarded-proto'] ?? ''))
}

/** See `Callers.placeOf`. */
export function placeOfAddress(given: string): string {
  const address = plain(given)
  if (isIP(address) !== 6) return address
  const [front = '', back] = address.split('%', 1)[0]!.split('::')
  const head = front === '' ? [] : front.split(':')
  const tail = back === undefined || back === '' ? [] : back.split(':')
  const zeros = back === undefined ? 0 : 8 - head.length - tail.length
  return [...head, ...Array<string>(Math.max(0, zeros)).fill('0'), ...tail]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/** An address of IPv4 as a socket of IPv6 tells it is that address still. */
function plain(address: string): string {
  const inside = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  return inside !== undefined && isIPv4(inside) ? inside : address
}

function withoutPort(text: string): string {
  const word = text.trim()
  return /^\[(.+)\](?::\d+)?$/.exec(word)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(word)?.[1] ?? word
}
