import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** A name server that knows every name, as 127.0.0.1 for a second; `asked`: for which it was asked, as it came over the wire. */
export async function startNameServer(): Promise<{ port: number; asked: string[] } & AsyncDisposable> {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address }) => {
    const end = query.indexOf(0, 12) + 5
    asked.push(query.subarray(12, end - 5).toString('latin1'))
    const header = Buffer.from([query[0]!, query[1]!, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0])
    // The name above, type A, of the internet, for 1 s, four bytes.
    const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1])
    socket.send(Buffer.concat([header, query.subarray(12, end), answer]), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const close = async () => {
    socket.close()
    await once(socket, 'close')
  }
  return { port: socket.address().port, asked, [Symbol.asyncDispose]: close }
}
