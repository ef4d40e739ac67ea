import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiClient } from '../../tests/support/api.ts'
import { createOutput } from '../../tests/support/operations.ts'
import type { SeenOutput } from '../../tests/support/operations.ts'
import { publisher } from '../../tests/support/mediaServer.ts'
import type { MediaServer } from '../../tests/support/mediaServer.ts'
import { ffmpegBin } from '../../tests/support/programs.ts'
import { startBare } from '../../tests/support/rawStart.ts'
import { startTcpGate } from '../../tests/support/tcpGate.ts'
import type { TcpGate } from '../../tests/support/tcpGate.ts'
import { Arrival } from './arrival.ts'
import { startSrtRelay } from './srtRelay.ts'

export const allKinds = ['UDP', 'RTMP', 'SRT_CALLER', 'RTSP', 'RTMPS', 'SRT_LISTENER'] as const
export type Kind = (typeof allKinds)[number]

/** An output, and what receives from it. */
export interface Place {
  id: string
  name: string
  kind: Kind
  inputId: string
  /** Of the destination; 0 of one that waits for callers. */
  port: number
  arrival: Arrival
  /** Before a destination that is reached by TCP. */
  gate: TcpGate | null
  /** The destination is away: none of UDP or of callers can be. */
  shut(): Promise<void>
  open(): Promise<void>
}

export interface PlaceOptions {
  api: ApiClient
  server: MediaServer
  inputId: string
  kind: Kind
  number: number
}

const leastBytes = { UDP: 1, SRT_CALLER: 3000, RTMP: 8000, RTMPS: 8000, RTSP: 8000, SRT_LISTENER: 1 }
const nothing = async () => {}
/** In every secret field; whoever finds this word elsewhere has found a leak. */
export const canary = 'canary-'

/** Makes an output that starts at once, and its receiver, which ends with `stack`. */
export async function openPlace(stack: AsyncDisposableStack, options: PlaceOptions): Promise<Place> {
  const { api, inputId, kind, number, server } = options
  const { user, password, passphrase } = publisher
  const arrival = new Arrival(leastBytes[kind])
  const name = `${kind} ${number}`
  const make = (settings: Record<string, unknown>) =>
    createOutput(api, { inputId, name, reconnectDelaySeconds: 5, protocol: kind === 'RTMPS' ? 'RTMP' : kind, ...settings })
  const place = ({ id }: SeenOutput, port: number, more: Partial<Place> = {}): Place => ({
    ...{ id, name, kind, inputId, port, arrival, gate: null, shut: nothing, open: nothing },
    ...more,
  })
  const byTcp = async (serverPort: number, settings: (port: number) => Record<string, unknown>) => {
    const gate = stack.use(await startTcpGate(serverPort, (connection, bytes) => arrival.note(connection, bytes)))
    return place(await make(settings(gate.port)), gate.port, { gate, shut: () => gate.shut(), open: () => gate.open() })
  }
  const streamKey = `${canary}key-${number}?user=${user}&pass=${password}`
  switch (kind) {
    case 'UDP': {
      const port = await receive(stack, arrival)
      return place(await make({ url: `udp://127.0.0.1:${port}` }), port)
    }
    case 'RTMP':
      return byTcp(server.rtmpPort, (port) => ({ url: `rtmp://127.0.0.1:${port}/live`, streamKey }))
    case 'RTMPS':
      return byTcp(server.rtmpsPort, (port) => ({
        ...{ url: `rtmps://127.0.0.1:${port}/live`, streamKey, allowInvalidCertificate: true },
      }))
    case 'RTSP':
      return byTcp(server.rtspPort, (port) => ({
        ...{ url: `rtsp://127.0.0.1:${port}/path-${number}`, username: user, password },
      }))
    case 'SRT_CALLER': {
      const relay = stack.use(await startSrtRelay(server.srtPort, (caller, bytes) => arrival.note(caller, bytes)))
      const url = `srt://127.0.0.1:${relay.port}?streamid=publish:srt-${number}:${user}:${password}`
      const gone = { shut: async () => relay.shut(), open: async () => relay.open() }
      return place(await make({ url, passphrase }), relay.port, gone)
    }
    case 'SRT_LISTENER': {
      const made = await make({ passphrase })
      const port = await receive(stack, arrival)
      const query = 'query ($id: ID!) { output(id: $id) { callerUrl } }'
      const { output } = await api.query<{ output: { callerUrl: string } }>(query, { id: made.id })
      stack.use(keepCalling(output.callerUrl.replace('passphrase=****', `passphrase=${passphrase}`), port))
      return place(made, 0)
    }
  }
}

async function receive(stack: AsyncDisposableStack, arrival: Arrival): Promise<number> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1024 * 1024 })
  socket.on('message', (datagram, { port }) => arrival.note(port, datagram.length))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  stack.defer(async () => {
    socket.close()
    await once(socket, 'close')
  })
  return socket.address().port
}

/** A receiver of a person's that calls, passes on what it gets to `port`, and calls again when it was dropped. */
function keepCalling(url: string, port: number): AsyncDisposable {
  const over = new AbortController()
  const soon = ['-analyzeduration', '1000000', '-probesize', '1000000']
  const reading = ['-nostdin', '-loglevel', 'quiet', ...soon, '-i', url, '-map', '0', '-c', 'copy']
  const calling = (async () => {
    while (!over.signal.aborted) {
      await using caller = startBare([ffmpegBin(), ...reading, '-f', 'mpegts', `udp://127.0.0.1:${port}?pkt_size=1316`])
      const ended = new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve(), { once: true }))
      await Promise.race([caller.exited, ended])
      await sleep(500, undefined, { signal: over.signal }).catch(() => {})
    }
  })()
  return {
    async [Symbol.asyncDispose]() {
      over.abort()
      await calling
    },
  }
}
