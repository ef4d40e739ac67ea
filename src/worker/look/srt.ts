import { randomInt } from 'node:crypto'
import type { LookupAddress } from 'node:dns'
import type { Clock } from '../../domain/clock.ts'
import { openDatagrams } from './datagrams.ts'
import { firstOf } from './firstOf.ts'
import { LookError, unlessAborted } from './step.ts'

/** Milliseconds between the first question and each of its repeats, since datagrams get lost. */
const repeatsMs = [250, 500, 1000]

/**
 * Sends the first packet of an SRT handshake (induction) and waits for the answer, which every listener gives without
 * keeping anything of it. Stream id and passphrase belong to the second packet, which would make a connection.
 */
export async function induceSrt(
  { addresses, port }: { addresses: readonly LookupAddress[]; port: number },
  clock: Clock,
  signal: AbortSignal,
): Promise<{ result: true; detail: string }> {
  const ask = (address: LookupAddress, ended: AbortSignal) => askAddress(address, port, clock, ended)
  const answering = await firstOf(addresses, clock, signal, ask, () => {})
  return { result: true, detail: `An SRT listener answers at ${answering}; stream id and passphrase were not tried` }
}

/** Resolves to the address when it answers. */
async function askAddress(to: LookupAddress, port: number, clock: Clock, signal: AbortSignal): Promise<string> {
  const socket = await openDatagrams(to, port, { localAddress: null, ttl: null })
  const over = new AbortController()
  try {
    const question = induction(randomInt(1, 0x3fffffff))
    const answer = new Promise<Buffer>((resolve, reject) => {
      socket.once('message', resolve).on('error', reject)
    })
    void (async () => {
      for (const pauseMs of [0, ...repeatsMs]) {
        if (pauseMs > 0) await clock.sleep(pauseMs, over.signal)
        if (over.signal.aborted) return
        // What stands in the way shows as an error of the socket.
        socket.send(question, () => {})
      }
    })()
    const late = () => new LookError('noSrtAnswer', `no answer from ${to.address}, UDP port ${port}`)
    const bytes = await unlessAborted(answer, signal, late)
    if (!isHandshake(bytes)) throw new LookError('otherProtocol', `${bytes.length} bytes that are no SRT handshake`)
    return to.address
  } finally {
    over.abort()
    socket.close()
  }
}

/** A control packet (16 bytes) of the type handshake with the first form of its content (48 bytes). */
function induction(socketId: number): Buffer {
  const packet = Buffer.alloc(64)
  packet.writeUInt16BE(0x8000, 0)
  const content = packet.subarray(16)
  // Version 4, and 2 where later versions have the fields for encryption and extensions: what all listeners know.
  content.writeUInt32BE(4, 0)
  content.writeUInt16BE(2, 6)
  content.writeUInt32BE(randomInt(0, 0x7fffffff), 8)
  // Largest packet, flow window, and 1 for induction.
  content.writeUInt32BE(1500, 12)
  content.writeUInt32BE(8192, 16)
  content.writeUInt32BE(1, 20)
  content.writeUInt32BE(socketId, 24)
  return packet
}

function isHandshake(packet: Buffer): boolean {
  return packet.length >= 64 && packet.readUInt16BE(0) === 0x8000
}
