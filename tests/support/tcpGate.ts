import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { Transform } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** Stands before a TCP destination: counts what passes, and can take it away and bring it back. */
export interface TcpGate {
  port: number
  /** From senders to the destination. */
  bytes: number
  /** Milliseconds (performance.now) of the first connection since the gate was last opened; null: none. */
  firstAcceptAt: number | null
  accepts: number
  /** Of the newest connection alone. */
  newestBytes: number
  /** The destination is gone: connections are cut and new ones refused. */
  shut(): Promise<void>
  /** It is back, on the same port. */
  open(): Promise<void>
  /** Connections stay, but nothing is read any more; with `newToo` of those to come neither, until it is opened again. */
  freeze(how?: { newToo: boolean }): void
  /** From now on so many bytes per second pass towards the destination; null: as many as come. */
  limit(bytesPerSecond: number | null): void
  /** Resolves once a connection made after `accepts` others has carried so many bytes. Rejects after `withinMs`. */
  flows(after: number, bytes: number, withinMs: number): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** `onBytes` hears what senders send, with the number of the connection, from 1. */
export async function startTcpGate(
  destinationPort: number,
  onBytes: (connection: number, bytes: number) => void = () => {},
): Promise<TcpGate> {
  const sockets = new Set<Socket>()
  let server: Server | null = null
  let limit: number | null = null
  let takesNew = true
  const gate: TcpGate = {
    port: 0,
    bytes: 0,
    firstAcceptAt: null,
    accepts: 0,
    newestBytes: 0,
    async shut() {
      const closing = server
      server = null
      for (const socket of sockets) socket.destroy()
      if (closing === null) return
      closing.close()
      await once(closing, 'close')
    },
    async open() {
      gate.firstAcceptAt = null
      takesNew = true
      server = createServer((sender) => {
        if (!takesNew) {
          sockets.add(sender.pause().on('error', () => {}))
          return
        }
        gate.firstAcceptAt ??= performance.now()
        gate.accepts += 1
        gate.newestBytes = 0
        const number = gate.accepts
        const destination = createConnection(destinationPort, '127.0.0.1')
        for (const socket of [sender, destination]) {
          sockets.add(socket)
          socket.on('close', () => sockets.delete(socket))
          socket.on('error', () => {})
        }
        sender.on('data', (chunk) => {
          gate.bytes += chunk.length
          onBytes(number, chunk.length)
          if (number === gate.accepts) gate.newestBytes += chunk.length
        })
        const narrows = new Transform({
          transform: (chunk: Buffer, _, done) => {
            if (limit === null) done(null, chunk)
            else setTimeout(() => done(null, chunk), (chunk.length / limit) * 1000)
          },
        })
        sender.pipe(narrows).pipe(destination)
        destination.pipe(sender)
        sender.on('close', () => destination.destroy())
        destination.on('close', () => sender.destroy())
      })
      server.listen(gate.port, '127.0.0.1')
      await once(server, 'listening')
      gate.port = (server.address() as AddressInfo).port
    },
    freeze({ newToo } = { newToo: false }) {
      takesNew = !newToo
      for (const socket of sockets) {
        socket.unpipe()
        socket.removeAllListeners('data')
        socket.pause()
      }
    },
    limit(bytesPerSecond) {
      limit = bytesPerSecond
    },
    async flows(after, bytes, withinMs) {
      const deadline = performance.now() + withinMs
      while (gate.accepts <= after || gate.newestBytes < bytes) {
        if (performance.now() > deadline) throw new Error(`No new connection carried ${bytes} bytes within ${withinMs} ms`)
        await sleep(5)
      }
    },
    [Symbol.asyncDispose]: () => gate.shut(),
  }
  await gate.open()
  return gate
}
