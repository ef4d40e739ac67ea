import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { startFeed } from '../support/feed.ts'
import { startManager, until } from '../support/manager.ts'
import { createInput, createOutput, input, outputs } from '../support/operations.ts'
import { freeTcpPort, freeUdpPort } from '../support/ports.ts'

const streamKey = 'canary-key-of-the-failures'

/** A server that does `greet` to whoever comes. */
async function startStranger(greet: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    greet(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

it('what is wrong with a destination is told within 8 s of its first attempt, in words that name it, and without its key', async () => {
  await using silent = await startStranger((socket) => void socket.resume())
  await using closing = await startStranger((socket) => void socket.destroy())
  await using manager = await startManager()
  const { api } = manager
  const camera = await createInput(api)
  await using feed = await startFeed({ port: camera.udpPort })
  await until(async () => (await input(api, camera.id)).state === 'LIVE', 10_000, 'the feed to be seen')

  const closed = await freeTcpPort()
  const nobody = await freeUdpPort()
  const destinations: [url: string, code: string, message: string][] = [
    [`rtmp://127.0.0.1:${closed}/live/${streamKey}`, 'REFUSED', `127.0.0.1 was reached, but nothing listens on port ${closed}`],
    [`rtmp://no-such-host.invalid/live/${streamKey}`, 'NAME_NOT_FOUND', 'no-such-host.invalid'],
    [`rtmp://127.0.0.1:${silent.port}/live/${streamKey}`, 'NO_ANSWER', `on port ${silent.port}, and then said nothing`],
    [`rtmp://127.0.0.1:${closing.port}/live/${streamKey}`, 'REJECTED', `on port ${closing.port}, and dropped it at once`],
    [`rtmps://localhost:${closing.port}/live/${streamKey}`, 'TLS', 'before it was encrypted'],
    // FFmpeg gets no answer; the look before the next attempt sees why.
    [`srt://127.0.0.1:${nobody}`, 'REFUSED', `127.0.0.1 was reached, but nothing listens on port ${nobody}`],
    [`rtsp://127.0.0.1:${closed}/feed`, 'REFUSED', `127.0.0.1 was reached, but nothing listens on port ${closed}`],
  ]
  const startedAt = performance.now()
  for (const [name, [url]] of destinations.entries()) {
    const protocol = url.startsWith('srt') ? 'SRT_CALLER' : url.startsWith('rtsp') ? 'RTSP' : 'RTMP'
    await createOutput(api, { inputId: camera.id, name: String(name), protocol, url })
  }
  const codes = async () => (await outputs(api)).map(({ failure }) => failure?.code ?? null)
  const wanted = destinations.map(([, code]) => code)
  await until(async () => !(await codes()).includes(null), 8000, 'every cause to be told')
  console.log(`every cause told after ${(performance.now() - startedAt) | 0} ms`)
  await until(async () => JSON.stringify(await codes()) === JSON.stringify(wanted), 4000, 'what a look adds to be told').catch(
    async () => expect(await codes()).toEqual(wanted),
  )

  const seen = await outputs(api)
  for (const [at, [, code, message]] of destinations.entries()) {
    expect(seen[at]!.failure?.message).toContain(message)
    // A person must mend what turns the stream away; the rest may mend itself.
    expect(seen[at]!.state).toBe(code === 'REJECTED' ? 'FAILED' : seen[at]!.attempt >= 5 ? 'FAILED' : 'RECONNECTING')
  }
  const told = await api.query(
    '{ inputs { outputs { url failure { message likelyCause advice evidence } } } logs { lines { text } } }',
  )
  expect(JSON.stringify(told)).not.toContain(streamKey)
  expect(manager.printed()).not.toContain(streamKey)
  await feed.stop()
})
