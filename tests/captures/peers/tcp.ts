import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createStartProcess } from '../../../src/worker/processes/process.ts'
import { until } from '../../support/manager.ts'

/** A server that does `greet` to whoever comes. Resolves with its port. */
export async function startTcpPeer(stack: AsyncDisposableStack, greet: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    greet(socket)
  })
  return serve(stack, server, sockets)
}

/** Lets `server` listen on the loopback address; ends it and its `sockets` with `stack`. Resolves with its port. */
export async function serve(stack: AsyncDisposableStack, server: Server, sockets: ReadonlySet<Socket>): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stack.defer(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return (server.address() as AddressInfo).port
}

export const greetings = {
  /** Reads, and never speaks. */
  silent: (socket: Socket) => void socket.resume(),
  closesAtOnce: (socket: Socket) => void socket.destroy(),
  resetsAtOnce: (socket: Socket) => void socket.resetAndDestroy(),
  /** Waits for the first words, and then closes. */
  closesOnHello: (socket: Socket) => void socket.once('data', () => socket.destroy()),
  /** As a web server does that hears something else than HTTP. */
  http: (socket: Socket) =>
    void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')),
  /** As a server does that speaks first. */
  ssh: (socket: Socket) => {
    socket.write('SSH-2.0-OpenSSH_9.2\r\n')
    socket.once('data', () => socket.destroy())
  },
}

/**
 * A port that swallows what is sent to it, as a firewall does that drops packets: a frozen program listens there with
 * room for one connection, and that room is taken. Linux then drops further requests for a connection.
 */
export async function startBlackHole(stack: AsyncDisposableStack): Promise<number> {
  let printed = ''
  const program = `require('node:net').createServer(() => {}).listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () { console.log(this.address().port) })`
  const listener = createStartProcess()({ file: process.execPath, args: ['-e', program], onStdout: (line) => (printed += line) })
  stack.defer(async () => {
    listener.signal('SIGKILL')
    await listener.ended
  })
  const port = Number(await until(() => printed || null, 10_000, 'the port of the black hole'))
  listener.signal('SIGSTOP')
  for (let taken = 0; taken < 3; taken++) {
    const socket = createConnection(port, '127.0.0.1')
    socket.on('error', () => {})
    stack.defer(() => void socket.destroy())
  }
  return port
}
