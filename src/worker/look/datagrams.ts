import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import type { LookupAddress } from 'node:dns'
import { isIPv6 } from 'node:net'

/** From which local address to send, and how far; null: as the system chooses. */
export interface DatagramWish {
  localAddress: string | null
  ttl: number | null
}

/** A UDP socket that sends to and hears from this address alone. Rejects when there is no way to it. */
export async function openDatagrams(
  { address, family }: LookupAddress,
  port: number,
  { localAddress, ttl }: DatagramWish,
): Promise<Socket> {
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
  try {
    await settled(socket, 'listening', () => socket.bind(0, localAddress ?? undefined))
    if (isMulticast(address)) {
      if (localAddress !== null) socket.setMulticastInterface(localAddress)
      if (ttl !== null) socket.setMulticastTTL(ttl)
    } else if (ttl !== null) socket.setTTL(ttl)
    await settled(socket, 'connect', () => socket.connect(port, address))
    return socket
  } catch (error) {
    socket.close()
    throw error
  }
}

export function isMulticast(address: string): boolean {
  return isIPv6(address) ? /^ff/i.test(address) : /^2(?:2[4-9]|3\d)\./.test(address)
}

/** Resolves at the event, rejects with an error before it. */
function settled(socket: Socket, event: 'listening' | 'connect', act: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      socket.off('error', failed)
      resolve()
    }
    const failed = (error: Error) => {
      socket.off(event, done)
      reject(error)
    }
    socket.once(event, done).once('error', failed)
    act()
  })
}
