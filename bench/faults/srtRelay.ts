import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'

/** Stands between SRT callers and a listener, for datagrams of both ways. */
export interface SrtRelay extends AsyncDisposable {
  port: number
  /** Nothing passes any more. */
  shut(): void
  open(): void
}

/** `onBytes` hears what callers send, with the port of each. */
export async function startSrtRelay(listenerPort: number, onBytes: (caller: number, bytes: number) => void): Promise<SrtRelay> {
  const front = createSocket({ type: 'udp4', recvBufferSize: 1024 * 1024 })
  const ways = new Map<number, Socket>()
  let isOpen = true
  front.on('message', (datagram, { port }) => {
    if (!isOpen) return
    onBytes(port, datagram.length)
    wayOf(port).send(datagram, listenerPort, '127.0.0.1', () => {})
  })
  const wayOf = (caller: number): Socket => {
    const known = ways.get(caller)
    if (known) return known
    const way = createSocket({ type: 'udp4', recvBufferSize: 1024 * 1024 })
    ways.set(caller, way)
    way.on('error', () => {})
    way.on('message', (datagram) => {
      if (isOpen) front.send(datagram, caller, '127.0.0.1', () => {})
    })
    return way
  }
  front.on('error', () => {})
  front.bind(0, '127.0.0.1')
  await once(front, 'listening')
  return {
    port: front.address().port,
    shut: () => (isOpen = false),
    open: () => (isOpen = true),
    async [Symbol.asyncDispose]() {
      for (const socket of [front, ...ways.values()]) {
        socket.close()
        await once(socket, 'close')
      }
    },
  }
}
