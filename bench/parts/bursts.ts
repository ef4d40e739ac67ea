import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { feedFile } from '../../tests/support/feed.ts'
import { guarded } from '../../tests/support/guarded.ts'
import { freeTcpPort, freeUdpPort } from '../../tests/support/ports.ts'
import { mediamtxBin } from '../../tests/support/programs.ts'
import { until } from '../../tests/support/until.ts'
import type { Cell } from '../figures.ts'
import type { Part } from '../part.ts'

const datagram = 1316
const megabits = 8
/** What Linux gives a socket that asks for nothing, and what is asked for. */
const buffers = [0, 1_048_576, 4_194_304]

export const bursts: Part = {
  name: 'bursts',
  title: 'Feeds that come in bursts',
  how: `A feed of ${megabits} Mb/s is sent to a path of MediaMTX on this machine, so many datagrams of ${datagram} bytes at once and then none until the rate is right again, as
encoders and networks do. Lost is what the kernel threw away because the receive buffer of the socket was full, by its own count, in 10 s. _Usual_ is what the
system gives a socket that asks for nothing (\`net.core.rmem_default\`); more than \`net.core.rmem_max\` is not given.`,

  async run(small) {
    const file = await readFile(await feedFile({ bitrate: `${megabits}M` }))
    const rows: Cell[][] = []
    for (const size of small ? [200] : [20, 100, 200, 400]) {
      const lost: string[] = []
      for (const buffer of buffers) lost.push(await lossOf(file, size, buffer, small ? 3 : 10))
      rows.push([size, ...lost])
    }
    const head = ['datagrams at once', ...buffers.map((bytes) => (bytes === 0 ? 'usual buffer' : `${bytes / 2 ** 20} MiB`))]
    return { tables: [{ head, rows }], bars: [] }
  },
}

async function lossOf(file: Buffer, size: number, buffer: number, seconds: number): Promise<string> {
  const port = await freeUdpPort()
  await using _ = await startReceiver(port, buffer)
  const socket = createSocket('udp4')
  socket.connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const everyMs = (size * datagram * 8) / (megabits * 1000)
  const before = dropsAt(port)
  let [at, sent, next] = [0, 0, performance.now()]
  for (const endsAt = next + seconds * 1000; next < endsAt; next += everyMs) {
    await sleep(Math.max(0, next - performance.now()))
    for (let count = 0; count < size; count++, sent++) {
      socket.send(file.subarray(at, at + datagram))
      at = at + 2 * datagram > file.length ? 0 : at + datagram
    }
  }
  await sleep(500)
  socket.close()
  return `${(((dropsAt(port) - before) / sent) * 100).toFixed(1)} %`
}

/** Datagrams that the kernel threw away at this port. Throws when nobody listens there. */
function dropsAt(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')} `
  const row = readFileSync('/proc/net/udp', 'utf8')
    .split('\n')
    .find((line) => line.includes(local))
  if (row === undefined) throw new Error(`Nobody listens on UDP port ${port}`)
  return Number(row.trim().split(/\s+/).at(-1))
}

async function startReceiver(port: number, buffer: number): Promise<AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'bursts-'))
  const file = join(folder, 'mediamtx.yml')
  const off = { rtmp: false, hls: false, webrtc: false, srt: false, moq: false, logLevel: 'error' }
  const rtspAddress = `127.0.0.1:${await freeTcpPort()}`
  const path = { source: `udp+mpegts://127.0.0.1:${port}`, mpegtsUDPReadBufferSize: buffer }
  await writeFile(file, JSON.stringify({ ...off, rtsp: true, rtspAddress, rtspTransports: ['tcp'], paths: { feed: path } }))
  const child = spawn(...guarded([mediamtxBin(), file]), { stdio: 'ignore' })
  await until(() => isThere(port), 10_000, 'MediaMTX to listen')
  return {
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function isThere(port: number): boolean {
  try {
    return dropsAt(port) >= 0
  } catch {
    return false
  }
}
