import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'

/** Stands between a feed and an input, and says exactly when the first datagram went through. */
export interface UdpRelay {
  /** Where the feed is to be sent. */
  port: number
  /** Milliseconds (performance.now) of the first datagram passed since the relay was last opened; null: none. */
  firstAt: number | null
  /** Nothing passes any more. */
  shut(): void
  open(): void
  [Symbol.asyncDispose](): Promise<void>
}

/** `onDatagram` hears what a feed sends, whether it passes or not. */
export async function startUdpRelay(inputPort: number, onDatagram: (bytes: number) => void = () => {}): Promise<UdpRelay> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 })
  let isOpen = true
  const relay: UdpRelay = {
    port: 0,
    firstAt: null,
    shut: () => (isOpen = false),
    open: () => {
      isOpen = true
      relay.firstAt = null
    },
    async [Symbol.asyncDispose]() {
      socket.close()
      await once(socket, 'close')
    },
  }
  socket.on('message', (datagram) => {
    onDatagram(datagram.length)
    if (!isOpen) return
    relay.firstAt ??= performance.now()
    socket.send(datagram, inputPort, '127.0.0.1', () => {})
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  relay.port = socket.address().port
  return relay
}
