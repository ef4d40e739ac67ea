import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { generate } from 'selfsigned'
import { describe, expect, it } from 'vitest'
import { plainTarget } from '../../../src/domain/output.ts'
import type { OutputTarget } from '../../../src/domain/output.ts'
import { certificateFault } from '../../../src/worker/look/certificate.ts'
import { Listeners } from '../../../src/worker/look/listeners.ts'
import { lookAt } from '../../../src/worker/look/lookAt.ts'
import type { LookDepth } from '../../../src/worker/look/lookAt.ts'
import { Names } from '../../../src/worker/look/names.ts'
import type { LookStep } from '../../../src/worker/look/step.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

type Target = Pick<OutputTarget, 'protocol' | 'url'> & Partial<OutputTarget>

interface Surroundings {
  clock?: VirtualClock
  caFile?: string
  sharedSrtHost?: string
  sharedSrtPort?: number
  ownsPid?: (pid: number) => boolean
  depth?: LookDepth
}

function depsOf({ clock = new VirtualClock(), caFile = '', sharedSrtPort = 1, ...more }: Surroundings) {
  // The name `own.test` is this machine; every other one is asked of a name server that is down.
  const names = new Names(clock, (host) =>
    host === 'own.test' || /^[\d.]+$/.test(host)
      ? Promise.resolve([{ address: host === 'own.test' ? '127.0.0.1' : host, family: 4 }])
      : Promise.reject(Object.assign(new Error(`EAI_AGAIN ${host}`), { code: 'EAI_AGAIN' })),
  )
  return { clock, names, listeners: new Listeners(clock), caFile, sharedSrtPort, ownsPid: () => false, ...more }
}

async function look(target: Target, { depth = 'GREETING', ...around }: Surroundings = {}): Promise<LookStep[]> {
  const steps: LookStep[] = []
  const { signal } = new AbortController()
  for await (const step of lookAt({ ...plainTarget, ...target }, depsOf(around), signal, depth)) steps.push(step)
  return steps
}

/** A port that is bound, and what comes there. */
async function udpPeer(answer: (message: Buffer) => Buffer | null = () => null) {
  const socket = createSocket('udp4').on('message', (message, from) => {
    const said = answer(message)
    if (said !== null) socket.send(said, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const close = async () => {
    socket.close()
    await once(socket, 'close')
  }
  return { socket, port: socket.address().port, close, [Symbol.asyncDispose]: close }
}

describe('a look by TLS', () => {
  async function tlsServer(name: string) {
    const folder = await mkdtemp(join(tmpdir(), 'look-'))
    const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
    })
    const caFile = join(folder, 'ca.pem')
    await writeFile(caFile, cert)
    const server = createServer({ key, cert }, (socket) => socket.on('error', () => {}).resume()).listen(0, '127.0.0.1')
    server.on('tlsClientError', () => {})
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    return {
      ...{ caFile, url: `rtmps://own.test:${port}/app`, port },
      async [Symbol.asyncDispose]() {
        server.close()
        await rm(folder, { recursive: true })
      },
    }
  }
  const rtmps = (url: string, allowInvalidCertificate = false) => ({ protocol: 'RTMP', url, allowInvalidCertificate }) as const
  const fault = (target: Target, around: Surroundings) =>
    certificateFault({ ...plainTarget, ...target }, depsOf(around), new AbortController().signal)

  it('trusts the certificate that is known, for the name that it is for', async () => {
    await using server = await tlsServer('own.test')
    const steps = await look(rtmps(server.url), { caFile: server.caFile, depth: 'ANSWER' })
    expect(steps.map(({ name, cause }) => [name, cause])).toEqual([
      ['name', null],
      ['connect', null],
      ['tls', null],
    ])
    expect(steps[2]?.detail).toMatch(/^TLSv1\.3, certificate for own\.test, valid until /)
    expect(await fault(rtmps(server.url), { caFile: server.caFile })).toBeNull()
  })

  it('says of another name that the certificate is for another', async () => {
    await using server = await tlsServer('other.test')
    const { caFile, url } = server
    const said = expect.objectContaining({ code: 'TLS', message: 'The certificate of the server is not for own.test' })
    expect((await look(rtmps(url), { caFile })).at(-1)).toMatchObject({ name: 'tls', cause: said })
    expect(await fault(rtmps(url), { caFile })).toEqual(said)
    expect(await fault(rtmps(url, true), { caFile })).toBeNull()
    expect(await fault({ protocol: 'RTMP', url: url.replace('rtmps', 'rtmp') }, { caFile })).toBeNull()
  })

  it('says of one that nobody vouches for that it cannot be trusted, unless that is allowed', async () => {
    await using server = await tlsServer('own.test')
    await using other = await tlsServer('else.test')
    const around = { caFile: other.caFile, depth: 'ANSWER' } as const
    expect((await look(rtmps(server.url), around)).at(-1)?.cause).toMatchObject({
      ...{ code: 'TLS', message: 'The certificate of own.test cannot be trusted' },
      evidence: expect.stringContaining('(certificate for own.test)'),
    })
    const allowed = (await look(rtmps(server.url, true), around)).at(-1)
    expect(allowed).toMatchObject({ name: 'tls', cause: null, detail: expect.stringContaining('not verified, as set') })
    // An address is no name that a server could be asked for, and this certificate has none.
    const byAddress = (await look(rtmps(`rtmps://127.0.0.1:${server.port}/app`), { ...around, caFile: server.caFile })).at(-1)
    expect(byAddress?.cause?.message).toBe('The certificate of the server is not for 127.0.0.1')
  })

  it('judges nothing of the certificate where one does not get so far', async () => {
    await using gone = await udpPeer()
    expect(await fault(rtmps(`rtmps://own.test:${gone.port}/app`), { caFile: '/nowhere' })).toBeNull()
  })
})

describe('a look by UDP', () => {
  it('sends one packet that every receiver drops, and says from where to where', async () => {
    const clock = new VirtualClock()
    await using peer = await udpPeer()
    const heard = once(peer.socket, 'message')
    const looking = look({ protocol: 'UDP', url: `udp://127.0.0.1:${peer.port}`, ttl: 3 }, { clock })
    const [packet] = (await heard) as [Buffer]
    expect([packet.length, packet.readUInt32BE(0) >>> 0]).toEqual([188, 0x47_1f_ff_10])
    await clock.advance(300)
    expect((await looking).at(-1)).toMatchObject({
      ...{ name: 'send', cause: null },
      detail: `Packets leave from 127.0.0.1 to 127.0.0.1, port ${peer.port}; that they arrive cannot be confirmed`,
    })
  })

  it('says so when that host complains that nobody listens: this is no failure', async () => {
    const peer = await udpPeer()
    await peer.close()
    const steps = await look({ protocol: 'UDP', url: `udp://127.0.0.1:${peer.port}` })
    expect(steps.at(-1)).toMatchObject({ cause: null, detail: expect.stringContaining('nothing listens there now') })
    expect(await look({ protocol: 'UDP', url: `udp://127.0.0.1:${peer.port}` }, { depth: 'ANSWER' })).toEqual([])
  })

  it('names an address to send from that this machine does not have', async () => {
    const steps = await look({ protocol: 'UDP', url: 'udp://239.255.7.8:5000', localAddress: '192.0.2.1', ttl: 1 })
    expect(steps.at(-1)?.cause).toMatchObject({ code: 'NETWORK_DOWN' })
  })

  it('sends to a group from the address that was set, without a wait for complaints', async () => {
    const target = { protocol: 'UDP', url: 'udp://239.255.7.8:5000', localAddress: '127.0.0.1', ttl: 0 } as const
    expect((await look({ ...target, ttl: 1 })).at(-1)).toMatchObject({
      ...{ cause: null, detail: expect.stringMatching(/^Packets leave from 127\.0\.0\.1 to 239\.255\.7\.8, port 5000; /) },
    })
  })
})

describe('a look at ports of our own', () => {
  const listener = (port: number | null) => ({ protocol: 'SRT_LISTENER', url: '', port }) as const

  it('says who holds the port, unless it is free or ours', async () => {
    await using peer = await udpPeer()
    expect((await look(listener(peer.port))).at(-1)).toMatchObject({
      ...{ name: 'port', cause: { code: 'PORT_BUSY', evidence: expect.stringContaining(`UDP port ${peer.port} is held by`) } },
    })
    const ours = { ownsPid: (pid: number) => pid === process.pid }
    expect((await look(listener(peer.port), ours)).at(-1)).toMatchObject({ name: 'port', cause: null })
  })

  it('asks the shared port whether MediaMTX answers there', async () => {
    await using peer = await udpPeer((message) => message)
    expect(await look(listener(null), { sharedSrtPort: peer.port })).toMatchObject([
      { name: 'handshake', cause: null, detail: expect.stringContaining(`UDP port ${peer.port} is there for callers`) },
    ])
    await using other = await udpPeer(() => Buffer.from('hello'))
    const down = { name: 'handshake', cause: { code: 'MEDIAMTX_DOWN' } }
    expect(await look(listener(null), { sharedSrtPort: other.port })).toMatchObject([down])
    expect(await look(listener(null), { sharedSrtHost: 'media.test' })).toMatchObject([down])
  })
})

it('a name that no name server answers for is told from one that does not exist', async () => {
  expect((await look({ protocol: 'RTMP', url: 'rtmp://away.test/app' })).at(-1)).toMatchObject({
    ...{ name: 'name', cause: { code: 'NAME_NOT_FOUND', message: expect.stringMatching(/its DNS does not answer$/) } },
  })
})
