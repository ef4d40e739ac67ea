import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Addresses that begin alike, such as 10.0.0.0/8; one alone is a range, too. */
export interface AddressRange {
  address: string
  /** Bits that are the same. */
  prefix: number
  family: 'ipv4' | 'ipv6'
}

/** Ranges, to be asked for single addresses. */
export class AddressRanges {
  readonly #list = new BlockList()

  constructor(ranges: readonly AddressRange[]) {
    for (const { address, prefix, family } of ranges) this.#list.addSubnet(address, prefix, family)
  }

  /** Whether an address lies in one of them. What is no address does not. */
  holds(address: string): boolean {
    return this.#list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
  }
}

/** Of `192.0.2.7`, `10.0.0.0/8`, `::1` or `2001:db8::/32`; null: it is none of these. */
export function parseAddressRange(text: string): AddressRange | null {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) && !address.includes('%') ? 'ipv6' : null
  if (family === null || rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return null
  const most = family === 'ipv4' ? 32 : 128
  const prefix = bits === undefined ? most : Number(bits)
  return prefix > most ? null : { address, prefix, family }
}
