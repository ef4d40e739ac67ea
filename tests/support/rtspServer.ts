import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export interface RtspServer {
  port: number
  /** `METHOD address` of each request. */
  asked: string[]
  /** What came with the requests, whole. */
  heard: string[]
  [Symbol.asyncDispose](): Promise<void>
}

/** A server that answers each RTSP request as `answer` says: a text, null for silence; `send` sends what else shall come. */
export async function startRtsp(
  answer: (method: string, send: (data: Buffer | string) => void, socket: Socket) => string | null,
): Promise<RtspServer> {
  const sockets = new Set<Socket>()
  const asked: string[] = []
  const heard: string[] = []
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      const [method = '', url = ''] = data.toString().split(' ')
      asked.push(`${method} ${url}`)
      heard.push(data.toString())
      const text = answer(method, (more) => void socket.write(more), socket)
      if (text !== null) socket.write(text)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    ...{ asked, heard },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An answer with a body, if there is one. */
export function rtspAnswer(status: string, body = '', header = ''): string {
  return `RTSP/1.0 ${status}\r\n${header}${body === '' ? '' : `Content-Length: ${body.length}\r\n`}\r\n${body}`
}
