import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { expect, it } from 'vitest'
import { createInput, createOutput, output as outputOf } from '../support/operations.ts'
import { startFeed } from '../support/feed.ts'
import { startManager, until } from '../support/manager.ts'
import type { Manager } from '../support/manager.ts'
import { publisher, startMediaServer } from '../support/mediaServer.ts'
import { freeTcpPort, freeUdpPort } from '../support/ports.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

interface Test {
  ok: boolean
  steps: { name: string; ok: boolean; detail: string | null; millis: number }[]
  failure: { code: string; message: string; evidence: string | null } | null
}

const fields = '{ ok steps { name ok detail millis } failure { code message likelyCause advice evidence firstSeenAt count } }'
const canary = 'canary-of-the-look-5519'

async function test({ api }: Manager, protocol: string, url: string, more: Record<string, unknown> = {}): Promise<Test> {
  const mutation = `mutation ($output: NewOutput!) { result: testDestination(output: $output) ${fields} }`
  const output = { inputId: '1', name: 'Test', protocol, url, ...more }
  const { result } = await api.query<{ result: Test }>(mutation, { output })
  expect(JSON.stringify(result)).not.toContain(canary)
  expect(result.ok).toBe(result.failure === null)
  return result
}

/** `name connect! ...`: the steps, a failed one with an exclamation mark. */
const way = ({ steps }: Test) => steps.map(({ name, ok }) => (ok ? name : `${name}!`)).join(' ')

/** A TCP server that says `words` to whoever comes, or nothing. */
async function startTalker(words: string | null) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.resume().on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    if (words !== null) socket.end(words)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    /** Connections that are open now. */
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

it('tells how far one gets to real servers and to broken ones, without a secret and without disturbing what runs', async () => {
  await using server = await startMediaServer()
  await using manager = await startManager()
  await using silent = await startTalker(null)
  await using web = await startTalker('HTTP/1.1 400 Bad Request\r\n\r\n')
  await using receiver = await startUdpReceiver()
  const [closedTcp, closedUdp] = [await freeTcpPort(), await freeUdpPort()]

  // One that lasts begins first: nothing else waits for it.
  const silentRtmp = test(manager, 'RTMP', `rtmp://127.0.0.1:${silent.port}/live/${canary}`)
  const silentRtsp = test(manager, 'RTSP', `rtsp://127.0.0.1:${silent.port}/live`)

  const rtmp = await test(manager, 'RTMP', `rtmp://localhost:${server.rtmpPort}/live/${canary}`)
  expect([way(rtmp), rtmp.failure]).toEqual(['name connect handshake', null])
  expect(rtmp.steps.at(-1)?.detail).toMatch(/not tried/)
  const refused = await test(manager, 'RTMP', `rtmp://127.0.0.1:${closedTcp}/live/${canary}`)
  expect([way(refused), refused.failure?.code]).toEqual(['connect!', 'REFUSED'])
  const other = await test(manager, 'RTMP', `rtmp://127.0.0.1:${web.port}/live/${canary}`)
  expect([way(other), other.failure?.evidence]).toEqual(['connect handshake!', 'HTTP/1.1 400 Bad Request'])
  const unknown = await test(manager, 'RTMP', `rtmp://no-such-host.invalid/live/${canary}`)
  expect([way(unknown), unknown.failure?.code]).toEqual(['name!', 'NAME_NOT_FOUND'])

  const selfMade = `rtmps://localhost:${server.rtmpsPort}/live/${canary}`
  const rtmps = await test(manager, 'RTMP', selfMade)
  expect([way(rtmps), rtmps.failure?.code]).toEqual(['name connect tls!', 'TLS'])
  const allowed = await test(manager, 'RTMP', selfMade, { allowInvalidCertificate: true })
  expect([way(allowed), allowed.failure]).toEqual(['name connect tls handshake', null])
  const plain = await test(manager, 'RTMP', `rtmps://127.0.0.1:${web.port}/live/${canary}`)
  expect([way(plain), plain.failure?.code]).toEqual(['connect tls!', 'TLS'])

  const login = { username: publisher.user, password: canary }
  const rtsp = await test(manager, 'RTSP', `rtsp://127.0.0.1:${server.rtspPort}/live?token=${canary}`, login)
  expect([way(rtsp), rtsp.failure]).toEqual(['connect handshake', null])
  const noRtsp = await test(manager, 'RTSP', `rtsp://127.0.0.1:${web.port}/live`)
  expect([way(noRtsp), noRtsp.failure?.message]).toEqual(['connect handshake!', expect.stringMatching(/another protocol/)])

  const passphrase = { passphrase: canary }
  const srt = await test(manager, 'SRT_CALLER', `srt://127.0.0.1:${server.srtPort}?streamid=publish:x:me:${canary}`, passphrase)
  expect([way(srt), srt.failure]).toEqual(['handshake', null])
  const noSrt = await test(manager, 'SRT_CALLER', `srt://127.0.0.1:${closedUdp}`, passphrase)
  expect([way(noSrt), noSrt.failure?.code]).toEqual(['handshake!', 'REFUSED'])

  const udp = await test(manager, 'UDP', `udp://127.0.0.1:${receiver.port}`)
  expect([way(udp), udp.steps.at(-1)?.detail]).toEqual(['send', expect.stringMatching(/cannot be confirmed/)])
  await until(() => receiver.bytes === 188, 1000, 'one packet')
  const nobody = await test(manager, 'UDP', `udp://127.0.0.1:${closedUdp}`)
  expect([way(nobody), nobody.steps.at(-1)?.detail]).toEqual(['send', expect.stringMatching(/nothing listens/)])
  const notHere = await test(manager, 'UDP', 'udp://192.0.2.1:5000', { localAddress: '192.0.2.77' })
  expect([way(notHere), notHere.failure?.code]).toEqual(['send!', 'NETWORK_DOWN'])

  const held = await test(manager, 'SRT_LISTENER', '', { url: undefined, port: receiver.port })
  expect([way(held), held.failure?.code]).toEqual(['port!', 'PORT_BUSY'])
  const free = await test(manager, 'SRT_LISTENER', '', { url: undefined, port: closedUdp })
  expect([way(free), free.failure]).toEqual(['port', null])

  for (const late of [await silentRtmp, await silentRtsp]) {
    expect([way(late), late.failure?.code]).toEqual(['connect handshake!', 'NO_ANSWER'])
    expect(late.steps.at(-1)?.millis).toBeLessThan(4000)
  }
  await until(() => silent.open() + web.open() === 0, 1000, 'every connection to be closed')

  // What runs goes on while it is tested.
  const camera = await createInput(manager.api)
  await using _feed = await startFeed({ port: camera.udpPort })
  const url = `rtsp://127.0.0.1:${server.rtspPort}/running`
  const { user: username, password } = publisher
  const running = await createOutput(manager.api, { inputId: camera.id, protocol: 'RTSP', url, username, password })
  const isLive = async () => (await outputOf(manager.api, running.id)).state === 'LIVE'
  await until(isLive, 10_000, 'the output to be LIVE')
  const { result } = await manager.api.query<{ result: Test }>(`mutation ($id: ID!) { result: testOutput(id: $id) ${fields} }`, {
    id: running.id,
  })
  expect([way(result), result.failure]).toEqual(['connect handshake', null])
  expect(JSON.stringify(result)).not.toContain(password)
  expect(await outputOf(manager.api, running.id)).toMatchObject({ state: 'LIVE', restarts: 0, drops: 0 })
  expect(manager.printed()).not.toContain(canary)
})
