import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** How much of what came is kept for decoding. */
const keptBytes = 4 * 1024 * 1024

/** A destination that takes datagrams, and remembers when they came and the last of what they held. */
export interface UdpReceiver {
  port: number
  bytes: number
  /** Milliseconds (performance.now) of the last datagram; null: none yet. */
  lastAt: number | null
  /** Ports that datagrams came from since `moment` (performance.now): one for each sender. */
  sendersSince(moment: number): number[]
  /** Resolves once a datagram came later than `moment` (performance.now). Rejects after `withinMs`. */
  flows(moment: number, withinMs: number): Promise<void>
  /** Takes what is sent to this multicast group too, on the loopback interface. */
  join(group: string): void
  /** The longest pause between two datagrams since the last call, milliseconds. */
  longestGapMs(): number
  /** What came since the last call, at most the last 4 MiB. */
  take(): Buffer
  [Symbol.asyncDispose](): Promise<void>
}

export async function startUdpReceiver(port = 0): Promise<UdpReceiver> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 })
  let kept: Buffer[] = []
  let size = 0
  let gap = 0
  const lastBySender = new Map<number, number>()
  const receiver: UdpReceiver = {
    port: 0,
    bytes: 0,
    lastAt: null,
    sendersSince: (moment) => [...lastBySender].flatMap(([port, at]) => (at >= moment ? [port] : [])),
    flows: async (moment, withinMs) => {
      const deadline = performance.now() + withinMs
      while (receiver.lastAt === null || receiver.lastAt <= moment) {
        if (performance.now() > deadline) throw new Error(`No datagram came within ${withinMs} ms`)
        await sleep(5)
      }
    },
    join: (group) => socket.addMembership(group, '127.0.0.1'),
    longestGapMs: () => {
      const longest = gap
      gap = 0
      return longest
    },
    take: () => {
      const all = Buffer.concat(kept)
      kept = []
      size = 0
      return all
    },
    async [Symbol.asyncDispose]() {
      socket.close()
      await once(socket, 'close')
    },
  }
  socket.on('message', (datagram, { port: sender }) => {
    const now = performance.now()
    lastBySender.set(sender, now)
    if (receiver.lastAt !== null) gap = Math.max(gap, now - receiver.lastAt)
    receiver.lastAt = now
    receiver.bytes += datagram.length
    kept.push(datagram)
    size += datagram.length
    while (size > keptBytes) size -= kept.shift()!.length
  })
  // Bound to every address, since datagrams of a multicast group come to that alone.
  socket.bind(port)
  await once(socket, 'listening')
  receiver.port = socket.address().port
  return receiver
}
