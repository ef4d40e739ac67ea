import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import type { Clock } from '../../domain/clock.ts'
import type { TestStepName } from '../../domain/destinationTest.ts'
import type { OutputTarget } from '../../domain/output.ts'
import { findPortFree } from './listen.ts'
import { resolveName } from './name.ts'
import { greetRtmp } from './rtmp.ts'
import { askRtspOptions } from './rtsp.ts'
import { induceSrt } from './srt.ts'
import { step } from './step.ts'
import type { LookStep } from './step.ts'
import { connectTcp } from './tcp.ts'
import { encrypt } from './tls.ts'
import { sendDatagram } from './udp.ts'

export interface LookDeps {
  clock: Clock
  /** File with the certificates of the authorities that this machine trusts. */
  caFile: string
  /** Where SRT callers connect that name their output by stream id. */
  sharedSrtPort: number
  /** Whether a process is one of ours. */
  ownsPid: (pid: number) => boolean
}

type Steps<T> = AsyncGenerator<LookStep, T>

interface Place {
  host: string
  port: number
  addresses: readonly LookupAddress[]
}

/** How long each step may last at most, milliseconds. */
const limits = { name: 3000, connect: 3000, tls: 3000, handshake: 3000, send: 2000, port: 2000 } satisfies Partial<
  Record<TestStepName, number>
>

/**
 * Goes towards a destination step by step, as far as one gets without sending the feed and without a secret, and says
 * of each what it found. Ends after the first step that fails; every socket is closed when it ends, or is left.
 */
export async function* lookAt(target: OutputTarget, deps: LookDeps, signal: AbortSignal): Steps<void> {
  const { clock } = deps
  const limitsOf = (name: keyof typeof limits) => ({ clock, limitMs: limits[name], signal })
  if (target.protocol === 'SRT_LISTENER') {
    if (target.port !== null) {
      const { port } = target
      yield* step('port', limitsOf('port'), () => findPortFree(port, deps.ownsPid))
      return
    }
    const here = { addresses: [{ address: '127.0.0.1', family: 4 }], port: deps.sharedSrtPort }
    yield* step('handshake', limitsOf('handshake'), (ended) => induceSrt(here, clock, ended))
    return
  }

  const place = yield* find(target, limitsOf('name'))
  if (place === null) return
  if (target.protocol === 'UDP') {
    yield* step('send', limitsOf('send'), (ended) => sendDatagram(place, target, clock, ended))
    return
  }
  if (target.protocol === 'SRT_CALLER') {
    yield* step('handshake', limitsOf('handshake'), (ended) => induceSrt(place, clock, ended))
    return
  }

  const opened: Socket[] = []
  try {
    const connecting = limitsOf('connect')
    const socket = yield* step('connect', connecting, (ended) => connectTcp(place, connecting, ended))
    if (socket === null) return
    opened.push(socket)
    yield* target.protocol === 'RTSP'
      ? step('handshake', limitsOf('handshake'), (ended) => askRtspOptions(socket, target, ended))
      : greet(target, place, socket)
  } finally {
    for (const socket of opened) socket.destroy()
  }

  async function* greet({ url, allowInvalidCertificate }: OutputTarget, { host }: Place, plain: Socket): Steps<void> {
    let socket = plain
    if (url.startsWith('rtmps:')) {
      const wish = { host, caFile: deps.caFile, allowInvalidCertificate }
      const secure = yield* step('tls', limitsOf('tls'), (ended) => encrypt(plain, wish, ended))
      if (secure === null) return
      opened.push(secure)
      socket = secure
    }
    yield* step('handshake', limitsOf('handshake'), (ended) => greetRtmp(socket, ended))
  }
}

const usualPorts: Record<string, number> = { 'rtmp:': 1935, 'rtmps:': 443, 'rtsp:': 554 }

/** Where the URL leads to; an address in it needs no step. */
async function* find({ url }: OutputTarget, limitsOfStep: Parameters<typeof step>[1]): Steps<Place | null> {
  const { protocol, hostname, port } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const place = { host, port: Number(port) || usualPorts[protocol] || 0 }
  const family = isIP(host)
  if (family !== 0) return { ...place, addresses: [{ address: host, family }] }
  const addresses = yield* step('name', limitsOfStep, (ended) => resolveName(host, ended))
  return addresses && { ...place, addresses }
}
