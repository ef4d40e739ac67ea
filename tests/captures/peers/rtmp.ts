import type { Socket } from 'node:net'

/** What an RTMP server says to `connect` or to `publish`. */
export interface Refusal {
  at: 'connect' | 'publish'
  code: string
  description: string
}

/** Speaks RTMP just far enough to refuse in words, as streaming services do; without words, it falls silent behind the handshake. */
export function refusing(refusal: Refusal | null): (socket: Socket) => void {
  return (socket) => {
    let heard: Buffer = Buffer.alloc(0)
    let phase: 'HANDSHAKE' | 'CONNECT' | 'CREATE' | 'PUBLISH' = 'HANDSHAKE'
    const hears = (word: string) => {
      const at = heard.indexOf(amfString(word))
      if (at < 0) return false
      heard = heard.subarray(at + word.length)
      return true
    }
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk])
      if (phase === 'HANDSHAKE' && heard.length >= handshakeBytes + 1) {
        const hello = Buffer.alloc(handshakeBytes, 7).fill(0, 0, 8)
        socket.write(Buffer.concat([Buffer.from([3]), hello, heard.subarray(1, handshakeBytes + 1)]))
        heard = heard.subarray(handshakeBytes + 1)
        phase = 'CONNECT'
      }
      if (refusal === null) return
      if (phase === 'CONNECT' && hears('connect')) {
        if (refusal.at === 'connect') return void socket.end(command('_error', 1, refusal))
        socket.write(command('_result', 1, { code: 'NetConnection.Connect.Success', description: 'Connected' }))
        phase = 'CREATE'
      }
      if (phase === 'CREATE' && hears('createStream')) {
        // releaseStream and FCPublish came before it.
        socket.write(message(Buffer.concat([amfString('_result'), amfNumber(4), Buffer.from([5]), amfNumber(1)])))
        phase = 'PUBLISH'
      }
      if (phase === 'PUBLISH' && hears('publish')) socket.end(command('onStatus', 0, refusal))
    })
  }
}

const handshakeBytes = 1536
const chunkBytes = 128

function command(name: string, transaction: number, { code, description }: Omit<Refusal, 'at'>): Buffer {
  const level = name === '_result' ? 'status' : 'error'
  const info = Object.entries({ level, code, description }).flatMap(([key, value]) => [plainString(key), amfString(value)])
  const object = Buffer.concat([Buffer.from([3]), ...info, Buffer.from([0, 0, 9])])
  return message(Buffer.concat([amfString(name), amfNumber(transaction), Buffer.from([5]), object]))
}

/** A command message, cut into chunks. */
function message(payload: Buffer): Buffer {
  const header = Buffer.from([3, 0, 0, 0, 0, payload.length >> 8, payload.length & 255, 20, 0, 0, 0, 0])
  const chunks: Buffer[] = [header]
  for (let at = 0; at < payload.length; at += chunkBytes) {
    if (at > 0) chunks.push(Buffer.from([0xc3]))
    chunks.push(payload.subarray(at, at + chunkBytes))
  }
  return Buffer.concat(chunks)
}

function plainString(text: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(Buffer.byteLength(text))
  return Buffer.concat([length, Buffer.from(text)])
}

function amfString(text: string): Buffer {
  return Buffer.concat([Buffer.from([2]), plainString(text)])
}

function amfNumber(value: number): Buffer {
  const bytes = Buffer.alloc(9)
  bytes.writeDoubleBE(value, 1)
  return bytes
}
