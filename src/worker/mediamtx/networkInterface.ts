import { networkInterfaces } from 'node:os'

/** The name of the network interface with this IPv4 address, such as `eth0`; null when there is none now. */
export function interfaceOf(address: string, interfaces = networkInterfaces()): string | null {
  // The loopback interface has all of these, and lists the first.
  const listed = address.startsWith('127.') ? '127.0.0.1' : address
  for (const [name, addresses = []] of Object.entries(interfaces))
    if (addresses.some((entry) => entry.address === listed)) return name
  return null
}
