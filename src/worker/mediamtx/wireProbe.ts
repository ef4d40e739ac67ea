import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Clock } from '../../domain/clock.ts'
import { kindOf } from '../../domain/programs/datagrams.ts'
import type { DatagramSample } from '../../domain/programs/datagrams.ts'
import type { Listening } from '../../domain/input.ts'

const forMs = 300
const enough = 50

/**
 * Listens for a moment where an input listens, while MediaMTX does not: the only way to learn what comes in when it
 * cannot be read. Null when the port could not be had. `over` ends it at once, its socket closed.
 */
export async function lookAtWire(where: Listening, clock: Clock, over: AbortSignal): Promise<DatagramSample | null> {
  const { listenAddress, udpPort, multicastGroup, sourceAddress } = where
  const sample: DatagramSample = { count: 0, largest: 0, kinds: {}, senders: [] }
  const done = new AbortController()
  const socket = createSocket({ type: isIPv6(listenAddress) ? 'udp6' : 'udp4', reuseAddr: multicastGroup !== null })
  let isOpen = true
  let isFailed = false
  const close = () => {
    if (isOpen) socket.close()
    isOpen = false
    done.abort()
  }
  over.addEventListener('abort', close)
  socket.on('error', () => {
    isFailed = true
    close()
  })
  socket.on('message', (datagram, { address, port }) => {
    if (sourceAddress !== null && address !== sourceAddress) return
    sample.count += 1
    sample.largest = Math.max(sample.largest, datagram.length)
    const kind = kindOf(datagram)
    sample.kinds[kind] = (sample.kinds[kind] ?? 0) + 1
    const sender = `${address}:${port}`
    if (!sample.senders.includes(sender)) sample.senders.push(sender)
    if (sample.count >= enough) done.abort()
  })
  socket.bind({ port: udpPort, address: multicastGroup ?? listenAddress, exclusive: true }, () => {
    if (multicastGroup === null || !isOpen) return
    try {
      socket.addMembership(multicastGroup, listenAddress === '0.0.0.0' ? undefined : listenAddress)
    } catch {
      isFailed = true
      close()
    }
  })
  await clock.sleep(forMs, done.signal)
  close()
  over.removeEventListener('abort', close)
  return isFailed || over.aborted ? null : sample
}
