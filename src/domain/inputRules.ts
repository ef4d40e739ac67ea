import { isIP, isIPv4 } from 'node:net'
import { InvalidValueError } from './errors.ts'
import type { Input, InputSettings, Listening } from './input.ts'

/** Ports set aside for one use, both ends included. */
export interface PortRange {
  readonly start: number
  readonly end: number
}

export const everyInterface = '0.0.0.0'

/** The longest that a test signal may run, seconds: a day. */
const longestTestSignal = 86_400

/** The port. Throws InvalidValueError naming the range. */
export function readUdpPort(port: number, range: PortRange, field: string): number {
  if (!Number.isInteger(port) || port < range.start || port > range.end) {
    throw new InvalidValueError(field, `The UDP port must be from ${range.start} to ${range.end}, the ports set aside for inputs`)
  }
  return port
}

/**
 * The address to listen on; `local` are the addresses of this machine. Undefined and null: every interface. Throws
 * InvalidValueError.
 */
export function readListenAddress(given: string | null | undefined, local: readonly string[], field: string): string {
  const address = (given ?? everyInterface).trim().toLowerCase()
  if (isIP(address) === 0) {
    throw new InvalidValueError(
      field,
      `The listen address must be an IP address of this machine, or ${everyInterface} for all of them`,
    )
  }
  if (isWildcard(address) || address.startsWith('127.') || local.includes(address)) return address
  const known = local.length === 0 ? '' : `; it has ${local.join(', ')}`
  throw new InvalidValueError(field, `This machine does not have the listen address ${address}${known}`)
}

/** The group to join; undefined and null: none. Throws InvalidValueError. */
export function readMulticastGroup(given: string | null | undefined, field: string): string | null {
  const group = given?.trim().toLowerCase() ?? null
  if (group === null || isMulticast(group)) return group
  // MediaMTX opens a socket for it, but joins nothing.
  const why = /^ff[0-9a-f]{2}:/.test(group) && isIP(group) === 6 ? ': IPv6 groups cannot be received' : ''
  throw new InvalidValueError(
    field,
    `The multicast group must be an IPv4 address from 224.0.0.0 to 239.255.255.255, such as 239.1.2.3${why}`,
  )
}

/** The one sender of the group to take packets from; undefined and null: any. Throws InvalidValueError. */
export function readSourceAddress(given: string | null | undefined, group: string | null, field: string): string | null {
  const address = given?.trim() ?? null
  if (address === null) return null
  if (group === null) throw new InvalidValueError(field, 'A source address is of use only together with a multicast group')
  if (isIPv4(address) && !isMulticast(address) && address !== everyInterface) return address
  throw new InvalidValueError(field, "The source address must be the sender's own IPv4 address, such as 192.0.2.10")
}

/** Throws InvalidValueError when the group cannot be joined at this local address. */
export function checkJoining({ multicastGroup, listenAddress }: Omit<Listening, 'udpPort'>, field: string): void {
  if (multicastGroup === null || isIPv4(listenAddress)) return
  throw new InvalidValueError(
    field,
    `To receive a multicast group the listen address must be the IPv4 address of a network interface, or ${everyInterface} for the one that the system chooses`,
  )
}

/** Whether two sockets on these addresses cannot have the same port. */
export function addressesOverlap(one: string, other: string): boolean {
  if (one === other) return true
  // A socket on :: receives what is sent to IPv4 addresses too.
  if (one === '::' || other === '::') return true
  return (one === everyInterface && isIP(other) === 4) || (other === everyInterface && isIP(one) === 4)
}

/** The input that listens on the port of this address already, or null. `exceptId` is not asked. */
export function holderOf(
  inputs: Iterable<InputSettings>,
  port: number,
  listenAddress: string,
  exceptId: string | null = null,
): InputSettings | null {
  return rivalOf(inputs, { udpPort: port, listenAddress, multicastGroup: null, sourceAddress: null }, exceptId)
}

/** The input beside which `wanted` cannot listen, or would receive the same packets; null when there is none. */
export function rivalOf(
  inputs: Iterable<InputSettings>,
  wanted: Listening,
  exceptId: string | null = null,
): InputSettings | null {
  for (const input of inputs) if (input.id !== exceptId && areRivals(input, wanted)) return input
  return null
}

function areRivals(one: Listening, other: Listening): boolean {
  if (one.udpPort !== other.udpPort) return false
  // A socket of a group is bound to the group's address: it gets nothing else, and nothing for another group.
  if (one.multicastGroup === null || other.multicastGroup === null)
    return addressesOverlap(one.multicastGroup ?? one.listenAddress, other.multicastGroup ?? other.listenAddress)
  if (one.multicastGroup !== other.multicastGroup) return false
  const areOtherSenders = one.sourceAddress !== null && other.sourceAddress !== null && one.sourceAddress !== other.sourceAddress
  const areOtherInterfaces =
    !isWildcard(one.listenAddress) && !isWildcard(other.listenAddress) && one.listenAddress !== other.listenAddress
  return !areOtherSenders && !areOtherInterfaces
}

/**
 * Throws InvalidValueError when a test signal cannot be sent to the input now, or not for so long. `local` are the
 * addresses of this machine.
 */
export function checkTestSignal(input: Input, seconds: number, local: readonly string[]): void {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestTestSignal) {
    throw new InvalidValueError('seconds', `A test signal lasts from 1 to ${longestTestSignal} seconds`)
  }
  if (input.desired === 'STOPPED') {
    throw new InvalidValueError('inputId', `Input "${input.name}" is stopped: start it before you send it a test signal`)
  }
  const { sourceAddress } = input
  if (sourceAddress !== null && !sourceAddress.startsWith('127.') && !local.includes(sourceAddress)) {
    throw new InvalidValueError(
      'inputId',
      `Input "${input.name}" takes packets from ${sourceAddress} alone, not from this server`,
    )
  }
  if ((input.state === 'LIVE' || input.state === 'DEGRADED') && input.testSignalEndsAt === null) {
    throw new InvalidValueError('inputId', `Input "${input.name}" has a feed already: a test signal would be mixed with it`)
  }
}

/** Whether it listens elsewhere. */
export function isMoved(before: Listening, after: Listening): boolean {
  const names = ['udpPort', 'listenAddress', 'multicastGroup', 'sourceAddress'] as const
  return names.some((name) => before[name] !== after[name])
}

/** What to send the feed to: the group, where there is one. `publicHost` stands where the input listens on every interface. */
export function listenUrlOf({ listenAddress, multicastGroup, udpPort }: Listening, publicHost: string): string {
  const host = multicastGroup ?? (isWildcard(listenAddress) ? publicHost : listenAddress)
  return `udp://${isIP(host) === 6 ? `[${host}]` : host}:${udpPort}`
}

/** Whether it is an IPv4 multicast group. */
export function isMulticast(address: string): boolean {
  const first = Number(address.split('.')[0])
  return isIPv4(address) && first >= 224 && first <= 239
}

function isWildcard(address: string): boolean {
  return address === everyInterface || address === '::'
}
