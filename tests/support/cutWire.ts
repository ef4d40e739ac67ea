import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A network between a client and a TCP server that can be cut: nothing passes and nobody is told, as by a pulled cable. */
export interface CutWire extends AsyncDisposable {
  port: number
  cut(): void
  /** What was on its way passes on, as on a cable that is put back. */
  mend(): void
}

export async function startCutWire(serverPort: number): Promise<CutWire> {
  let isCut = false
  const sockets = new Set<Socket>()
  const waiting = new Set<() => void>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  }
  const pass = async (from: Socket, to: Socket) => {
    const whole = async () => {
      if (isCut) await new Promise<void>((resolve) => waiting.add(resolve))
    }
    from.on('data', async (chunk: Buffer) => {
      from.pause()
      await whole()
      to.write(chunk)
      from.resume()
    })
    from.on('end', async () => {
      await whole()
      to.end()
    })
  }
  const server = createServer({ allowHalfOpen: true }, async (client) => {
    keep(client)
    client.pause()
    if (isCut) await new Promise<void>((resolve) => waiting.add(resolve))
    const upstream = createConnection({ port: serverPort, host: '127.0.0.1', allowHalfOpen: true })
    keep(upstream)
    upstream.on('error', () => client.destroy())
    void pass(client, upstream)
    void pass(upstream, client)
    client.resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => (isCut = true),
    mend() {
      isCut = false
      for (const go of waiting) go()
      waiting.clear()
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
