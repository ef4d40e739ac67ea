import type { Socket } from 'node:net'
import type { Clock } from '../../domain/clock.ts'
import type { TestStepName } from '../../domain/destinations/destinationTest.ts'
import type { OutputTarget } from '../../domain/output.ts'
import { findPortFree } from './listen.ts'
import type { Listeners } from './listeners.ts'
import { find } from './place.ts'
import type { Place, PlaceDeps } from './place.ts'
import { greetRtmp } from './rtmp.ts'
import { askRtspOptions } from './rtsp.ts'
import { induceSrt } from './srt.ts'
import { LookError, step } from './step.ts'
import type { LookStep } from './step.ts'
import { connectTcp } from './tcp.ts'
import { contextOf, encrypt } from './tls.ts'
import { sendDatagram } from './udp.ts'

export interface LookDeps extends PlaceDeps {
  clock: Clock
  listeners: Listeners
  /** File with the certificates of the authorities that this machine trusts. */
  caFile: string
  /** Where SRT callers connect that name their output by stream id. */
  sharedSrtPort: number
  /** The machine that has that port; by default this one. */
  sharedSrtHost?: string
  /** Whether a process is one of ours. */
  ownsPid: (pid: number) => boolean
}

type Steps<T> = AsyncGenerator<LookStep, T>

/**
 * How far a look goes. GREETING: until the server says that it speaks the protocol, which a person waits for. ANSWER:
 * until something answers, with no word of the protocol where that would show in the server's own log or take a place.
 */
export type LookDepth = 'GREETING' | 'ANSWER'

/** How long each step may last at most, milliseconds. */
const limits = { name: 3000, connect: 3000, tls: 3000, handshake: 3000, send: 2000, port: 2000 } satisfies Partial<
  Record<TestStepName, number>
>
/** Nobody waits for it, and two packets of a connection may get lost: FFmpeg waits as long. */
const patientLimits = { ...limits, connect: 5000 }

/**
 * Goes towards a destination step by step, as far as one gets without sending the feed and without a secret, and says
 * of each what it found. Ends after the first step that fails; every socket is closed when it ends, or is left.
 */
export async function* lookAt(
  target: OutputTarget,
  deps: LookDeps,
  signal: AbortSignal,
  depth: LookDepth = 'GREETING',
): Steps<void> {
  const { clock } = deps
  const limitsNow = depth === 'ANSWER' ? patientLimits : limits
  const partsOf = (name: keyof typeof limits) => ({ clock, destination: target, limitMs: limitsNow[name], signal })
  if (target.protocol === 'SRT_LISTENER') {
    if (target.port !== null) {
      const { port } = target
      yield* step('port', partsOf('port'), () => findPortFree(port, deps.ownsPid))
      return
    }
    yield* step('handshake', partsOf('handshake'), async (ended) => {
      const addresses = await deps.names.resolve(deps.sharedSrtHost ?? '127.0.0.1').catch(({ message }: Error) => {
        throw new LookError('sharedPortDown', message)
      })
      return induceShared({ addresses, port: deps.sharedSrtPort }, clock, ended)
    })
    return
  }

  const place = yield* find(target, deps, depth === 'ANSWER', partsOf('name'))
  if (place === null || place.addresses.length === 0) return
  if (target.protocol === 'UDP') {
    // Nobody answers: what a sender would find out is all that there is.
    if (depth === 'ANSWER') return
    yield* step('send', partsOf('send'), (ended) => sendDatagram(place, target, clock, ended))
    return
  }
  if (target.protocol === 'SRT_CALLER') {
    yield* step('handshake', partsOf('handshake'), (ended) => induceSrt(place, clock, ended))
    return
  }

  const isEncrypted = target.url.startsWith('rtmps:')
  // A player that listens takes one connection, and ends with it.
  if (depth === 'ANSWER' && !isEncrypted && (await isAwaited(place, deps.listeners))) return

  const context = isEncrypted ? contextOf(deps.caFile, target.allowInvalidCertificate) : null
  // What is wrong with the file is told by the step that needs it.
  await context?.catch(() => {})
  const opened: Socket[] = []
  try {
    const socket = yield* step('connect', partsOf('connect'), (ended) => connectTcp(place, clock, ended))
    if (socket === null) return
    opened.push(socket)
    if (target.protocol === 'RTMP') yield* greet(target, place, socket)
    else if (depth === 'GREETING')
      yield* step('handshake', partsOf('handshake'), (ended) => askRtspOptions(socket, target, ended))
  } finally {
    for (const socket of opened) socket.destroy()
  }

  async function* greet({ allowInvalidCertificate }: OutputTarget, { host }: Place, plain: Socket): Steps<void> {
    let socket = plain
    if (context !== null) {
      const wish = { host, context, allowInvalidCertificate }
      const secure = yield* step('tls', partsOf('tls'), (ended) => encrypt(plain, wish, ended))
      if (secure === null) return
      opened.push(secure)
      socket = secure
    }
    if (depth === 'GREETING') yield* step('handshake', partsOf('handshake'), (ended) => greetRtmp(socket, ended))
  }
}

async function isAwaited({ addresses, port }: Place, listeners: Listeners): Promise<boolean> {
  const seen = await Promise.all(addresses.map(({ address }) => listeners.waitsAt(address, port)))
  return seen.includes(true)
}

/** A listener on the shared port is served by MediaMTX: it is ready when that answers. */
async function induceShared(...[place, clock, signal]: Parameters<typeof induceSrt>): ReturnType<typeof induceSrt> {
  try {
    await induceSrt(place, clock, signal)
  } catch (error) {
    throw new LookError('sharedPortDown', error instanceof Error ? error.message : String(error))
  }
  return { result: true, detail: `UDP port ${place.port} is there for callers; that they can reach it cannot be told from here` }
}
