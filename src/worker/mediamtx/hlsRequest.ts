import { Agent, request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { Agent as TlsAgent, request as httpsRequest } from 'node:https'
import { once } from 'node:events'
import { PreviewError } from '../../domain/preview.ts'

/** Where MediaMTX gives previews, and what lets us in. */
export interface HlsPlace {
  /** Such as `http://127.0.0.1:8888`. */
  url: string
  user: string
  password: string
}

export interface HlsAnswer {
  status: number
  /** Bytes; null when that is not told. */
  length: number | null
  body: IncomingMessage
}

/** The first index waits for two key frames; whatever says nothing for longer hangs. */
const silenceMs = 15_000
const options = { keepAlive: true, timeout: silenceMs, maxSockets: 64 }
const agents = { 'http:': new Agent(options), 'https:': new TlsAgent(options) }

/** Asks for `path`, with the credentials when it is to be `asUser`. Rejects with PreviewError when there is no answer. */
export async function askHls(
  { url, user, password }: HlsPlace,
  path: string,
  signal: AbortSignal,
  asUser = false,
): Promise<HlsAnswer> {
  const address = new URL(`${url}/${path}`)
  const isTls = address.protocol === 'https:'
  const asked = (isTls ? httpsRequest : httpRequest)(address, {
    agent: agents[isTls ? 'https:' : 'http:'],
    signal,
    timeout: silenceMs,
    ...(asUser && { auth: `${user}:${password}` }),
  })
  asked.on('timeout', () => asked.destroy())
  asked.end()
  try {
    const [body] = (await once(asked, 'response')) as [IncomingMessage]
    // It may be cut off before anybody reads it.
    body.on('error', () => {})
    const length = Number(body.headers['content-length'] ?? Number.NaN)
    return { status: body.statusCode ?? 0, length: Number.isNaN(length) ? null : length, body }
  } catch {
    throw new PreviewError('NOT_SHOWN', 'There is no preview now: MediaMTX does not answer.')
  }
}
