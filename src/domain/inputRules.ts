import { isIP } from 'node:net'
import { InvalidValueError } from './errors.ts'
import type { Input, InputSettings } from './input.ts'

/** UDP ports that inputs may have, both ends included. */
export interface PortRange {
  start: number
  end: number
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

/** Whether two sockets on these addresses cannot have the same port. */
export function addressesOverlap(one: string, other: string): boolean {
  if (one === other) return true
  // A socket on :: receives what is sent to IPv4 addresses too.
  if (one === '::' || other === '::') return true
  return (one === everyInterface && isIP(other) === 4) || (other === everyInterface && isIP(one) === 4)
}

/** The input that has the port already, or null. `exceptId` is not asked. */
export function holderOf(
  inputs: Iterable<InputSettings>,
  port: number,
  listenAddress: string,
  exceptId: string | null = null,
): InputSettings | null {
  for (const input of inputs) {
    const apart = input.id === exceptId || input.udpPort !== port
    if (!apart && addressesOverlap(input.listenAddress, listenAddress)) return input
  }
  return null
}

/** Throws InvalidValueError when a test signal cannot be sent to the input now, or not for so long. */
export function checkTestSignal(input: Input, seconds: number): void {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestTestSignal) {
    throw new InvalidValueError('seconds', `A test signal lasts from 1 to ${longestTestSignal} seconds`)
  }
  if (input.desired === 'STOPPED') {
    throw new InvalidValueError('inputId', `Input "${input.name}" is stopped: start it before you send it a test signal`)
  }
  if ((input.state === 'LIVE' || input.state === 'DEGRADED') && !input.testSignal) {
    throw new InvalidValueError('inputId', `Input "${input.name}" has a feed already: a test signal would be mixed with it`)
  }
}

/** What to send the feed to. `publicHost` stands where the input listens on every interface. */
export function listenUrlOf(
  { listenAddress, udpPort }: Pick<InputSettings, 'listenAddress' | 'udpPort'>,
  publicHost: string,
): string {
  const host = isWildcard(listenAddress) ? publicHost : listenAddress
  return `udp://${isIP(host) === 6 ? `[${host}]` : host}:${udpPort}`
}

function isWildcard(address: string): boolean {
  return address === everyInterface || address === '::'
}
