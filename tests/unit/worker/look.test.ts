import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { plainTarget } from '../../../src/domain/output.ts'
import type { OutputTarget } from '../../../src/domain/output.ts'
import { findCaFile } from '../../../src/worker/ffmpeg/caFile.ts'
import { Listeners } from '../../../src/worker/look/listeners.ts'
import { lookAt } from '../../../src/worker/look/lookAt.ts'
import { Names } from '../../../src/worker/look/names.ts'
import type { LookStep } from '../../../src/worker/look/step.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const clock = new VirtualClock()

async function look(target: Pick<OutputTarget, 'protocol' | 'url'> & Partial<OutputTarget>): Promise<LookStep[]> {
  const deps = {
    clock,
    names: new Names(clock),
    listeners: new Listeners(clock),
    caFile: findCaFile(tmpdir()),
    sharedSrtPort: 1,
    ownsPid: () => false,
  }
  const steps: LookStep[] = []
  for await (const step of lookAt({ ...plainTarget, ...target }, deps, new AbortController().signal)) steps.push(step)
  return steps
}

/** A TCP server that does `act` with whoever comes. */
async function serve(act: (socket: Socket) => void) {
  const server = createServer((socket) => act(socket.resume().on('error', () => {}))).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    },
  }
}

it.each([
  ['closes at once', (socket: Socket) => socket.end(), 'REJECTED'],
  ['resets the connection', (socket: Socket) => socket.once('data', () => socket.resetAndDestroy()), 'REJECTED'],
  ['breaks its greeting off', (socket: Socket) => socket.end(Buffer.from([3, 0, 0])), 'REJECTED'],
  ['speaks another protocol', (socket: Socket) => socket.end('SSH-2.0-x\u001b\r\n'), 'REJECTED'],
])('an RTMP server that %s is told', async (_case, act, code) => {
  await using server = await serve(act)
  const steps = await look({ protocol: 'RTMP', url: `rtmp://127.0.0.1:${server.port}/app` })
  expect(steps).toMatchObject([
    { name: 'connect', cause: null },
    { name: 'handshake', cause: { code } },
  ])
  expect(steps[1]?.cause?.evidence).toMatch(/^[\x20-\x7e]+$/)
})

it.each([
  ['closes at once', (socket: Socket) => socket.end()],
  ['breaks off at the greeting', (socket: Socket) => socket.once('data', () => socket.resetAndDestroy())],
])('an RTMPS server that %s is told without waiting', async (_case, act) => {
  await using server = await serve(act)
  // Time stands still: what is told by a time-out alone would never be.
  const steps = await look({ protocol: 'RTMP', url: `rtmps://127.0.0.1:${server.port}/app` })
  expect(steps).toMatchObject([
    { name: 'connect', cause: null },
    { name: 'tls', cause: { code: 'TLS', message: expect.stringContaining('before it was encrypted') } },
  ])
})

it.each([
  ['200 OK', null, null],
  ['501 Not Implemented', null, null],
  ['401 Unauthorized', null, 'AUTHENTICATION'],
  ['401 Unauthorized', 'joe', null],
  ['403 Forbidden', 'joe', 'AUTHENTICATION'],
  ['404 Not Found', null, 'PATH_NOT_FOUND'],
])('an RTSP server that answers %s to the user %s', async (status, username, code) => {
  const asked: string[] = []
  await using server = await serve((socket) =>
    socket.once('data', (question) => {
      asked.push(String(question))
      socket.write(`RTSP/1.0 ${status}\r\n`)
      socket.end('CSeq: 1\r\n\r\n')
    }),
  )
  const url = `rtsp://127.0.0.1:${server.port}/cam`
  const steps = await look({ protocol: 'RTSP', url, username })
  expect(steps.at(-1)?.cause?.code ?? null).toBe(code)
  expect(asked).toEqual([expect.stringMatching(`^OPTIONS ${url} RTSP/1.0\r\n`)])
})

it('asks an SRT listener again when the first packet is lost', async () => {
  const listener = createSocket('udp4')
  listener.bind(0, '127.0.0.1')
  await once(listener, 'listening')
  try {
    const { port } = listener.address()
    const looking = look({ protocol: 'SRT_CALLER', url: `srt://127.0.0.1:${port}` })
    await once(listener, 'message')
    const again = once(listener, 'message')
    await clock.advance(250)
    const [question, from] = (await again) as [Buffer, { port: number }]
    expect([question.length, question.readUInt16BE(0), question.readUInt32BE(16 + 20)]).toEqual([64, 0x8000, 1])
    listener.send(question, from.port, '127.0.0.1')
    expect(await looking).toMatchObject([{ name: 'handshake', cause: null }])
  } finally {
    listener.close()
  }
})

it('gives up on what stays silent, and closes the connection', async () => {
  const greeted = Promise.withResolvers<Socket>()
  await using server = await serve((socket) => socket.once('data', () => greeted.resolve(socket)))
  const looking = look({ protocol: 'RTMP', url: `rtmp://127.0.0.1:${server.port}/app` })
  const closed = once(await greeted.promise, 'close')
  await clock.advance(3000)
  expect((await looking).at(-1)).toMatchObject({ name: 'handshake', cause: { code: 'NO_ANSWER' }, millis: 3000 })
  await closed
})
