import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'

export interface DatagramsOptions {
  port: number
  /** A transport stream that is sent at `bitsPerSecond`, again and again. */
  file: string
  /** Default 1316. */
  bytesPerDatagram?: number
  /** Default: that of a file of 20 s. */
  bitsPerSecond?: number
  /** What is sent in the place of each datagram; null: nothing. */
  change?: (datagram: Buffer, index: number) => Buffer | null
}

/** Sends datagrams until it is disposed of: for feeds that no encoder would send. */
export async function sendDatagrams({
  port,
  file,
  change,
  bytesPerDatagram = 1316,
  ...options
}: DatagramsOptions): Promise<AsyncDisposable> {
  const bytes = await readFile(file)
  const count = Math.floor(bytes.length / bytesPerDatagram)
  const perMs = (options.bitsPerSecond ?? (bytes.length * 8) / 20) / 8 / bytesPerDatagram / 1000
  const socket = createSocket('udp4')
  const start = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    for (const due = (performance.now() - start) * perMs; sent < due; sent += 1) {
      const at = (sent % count) * bytesPerDatagram
      const plain = bytes.subarray(at, at + bytesPerDatagram)
      const datagram = change ? change(plain, sent) : plain
      if (datagram) socket.send(datagram, port, '127.0.0.1', () => {})
    }
  }, 10)
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      socket.close()
      await once(socket, 'close')
    },
  }
}
