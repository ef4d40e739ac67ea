import type { Clock } from '../../domain/clock.ts'
import { request as requestByHttp } from './request.ts'
import type { Request } from './request.ts'
import type { InternalUser } from './users.ts'

/** What MediaMTX says of one path now. Only what we read of it. */
export interface PathReport {
  name: string
  /** Whether a feed with known tracks is there. */
  available: boolean
  /** Payload bytes since the path was made, or since its feed came; without stuffing. */
  inboundBytes: number
  tracks2?: { codec: string; codecProps?: Record<string, unknown> | null }[]
}

/** What we write of a path. */
export interface PathSettings {
  /** Such as `udp+mpegts://0.0.0.0:5001`. */
  source: string
  /** Bytes. */
  mpegtsUDPReadBufferSize?: number
  rtspTransport?: 'tcp'
  /** Whether the source is read only while somebody reads the path. */
  sourceOnDemand?: boolean
  /** Such as `2s`, as the next one. */
  sourceOnDemandStartTimeout?: string
  /** How long after the last reader. */
  sourceOnDemandCloseAfter?: string
  /** Empty: readers need none. */
  srtReadPassphrase?: string
}

/** What we write of the settings that concern no single path. */
export interface GlobalSettings {
  srt?: boolean
  /** Such as `0.0.0.0:8890`, UDP. */
  srtAddress?: string
  /** All of them: the list is replaced. */
  authInternalUsers: InternalUser[]
}

/** What we read of those settings. */
export interface GlobalReport {
  srt: boolean
  srtAddress: string
  /** Such as `internal`. */
  authMethod: string
  /** A password reads `<redacted>`; empty: there is none. */
  authInternalUsers: InternalUser[]
}

/** A connection to the SRT server, as far as we read it. Counters are since its start. */
export interface SrtConnection {
  id: string
  /** Idle until it was let in. */
  state: 'idle' | 'read' | 'publish'
  /** Empty until it was let in. */
  path: string
  /** Headers included. */
  bytesSent: number
  packetsReceivedACK: number
  packetsSendLoss: number
  /** Never sent again, since it would have been too late. */
  packetsSendDrop: number
}

/** MediaMTX answered, and refused. */
export class MediamtxRefusedError extends Error {
  override readonly name = 'MediamtxRefused'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Something answered that does not speak as MediaMTX does. */
export class MediamtxNonsenseError extends Error {
  override readonly name = 'MediamtxNonsense'
}

export interface ClientOptions {
  /** Such as `http://127.0.0.1:9997`. */
  url: string
  user: string
  password: string
  clock: Clock
  request?: Request | undefined
}

const timeoutMs = 2000
/** MediaMTX takes up to 4 s, as chance has it, to say that a password is wrong. */
const refusedWithinMs = 5000
const itemsPerPage = 1000
/** How often it is asked whether a change is made, and for how long. */
const changeLook = { everyMs: 20, forMs: 1500 }

/**
 * MediaMTX's control API. Every call ends within about 4 s, `version` within 5 s; it throws MediamtxRefusedError for an answer that is no
 * success, MediamtxNonsenseError for one that cannot be MediaMTX's, and whatever `request` throws when there is no answer. Each may safely be made twice.
 */
export class MediamtxClient {
  readonly #options: ClientOptions
  readonly #authorization: string
  /** Settles when the last change that was asked for is made. */
  #changed: Promise<void> = Promise.resolve()

  constructor(options: ClientOptions) {
    this.#options = options
    this.#authorization = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`
  }

  /** Such as `1.20.1`. */
  async version(): Promise<string> {
    const answer = (await this.#call('GET', '/v3/info', undefined, refusedWithinMs)) as { version?: unknown } | null
    if (typeof answer?.version !== 'string') throw new MediamtxNonsenseError('No version')
    return answer.version.replace(/^v/, '')
  }

  paths(): Promise<PathReport[]> {
    return this.#list<PathReport>('/v3/paths/list')
  }

  configuredPaths(): Promise<({ name: string } & PathSettings)[]> {
    return this.#list<{ name: string } & PathSettings>('/v3/config/paths/list')
  }

  /** Refused while the SRT server is off. */
  srtConnections(): Promise<SrtConnection[]> {
    return this.#list<SrtConnection>('/v3/srtconns/list')
  }

  async globals(): Promise<GlobalReport> {
    return (await this.#call('GET', '/v3/config/global/get')) as GlobalReport
  }

  /**
   * Readers stay connected. It answers before the change is made: a port that cannot be listened on ends MediaMTX soon
   * after.
   */
  configure(settings: GlobalSettings): Promise<void> {
    return this.#change(async () => {
      await this.#call('PATCH', '/v3/config/global/patch', settings)
      // To switch its SRT server, MediaMTX opens its API anew.
      if (settings.srt !== undefined) await this.#untilSet(settings)
    })
  }

  /** Adds the path, or makes it so; when it is so already, nothing happens to it. */
  put(name: string, settings: PathSettings): Promise<void> {
    return this.#change(async () => {
      await this.#call('POST', `/v3/config/paths/replace/${encodeURIComponent(name)}`, settings)
    })
  }

  /** A path that is not there is as good as removed. */
  remove(name: string): Promise<void> {
    return this.#change(async () => {
      try {
        await this.#call('DELETE', `/v3/config/paths/delete/${encodeURIComponent(name)}`)
      } catch (error) {
        if (!(error instanceof MediamtxRefusedError && error.status === 404)) throw error
      }
    })
  }

  /**
   * One change at a time: MediaMTX 1.20.1 closes its API only when each call has been answered, and does not answer a call
   * for a change before it has closed it. Where both meet, it never answers anything again.
   */
  #change(make: () => Promise<void>): Promise<void> {
    const made = this.#changed.then(make)
    this.#changed = made.catch(() => {})
    return made
  }

  /** Only an API that was opened since shows new settings. What is not seen in time was seen to end MediaMTX, or to be of no effect. */
  async #untilSet({ srt, srtAddress }: GlobalSettings): Promise<void> {
    const { clock } = this.#options
    for (const until = clock.now() + changeLook.forMs; clock.now() < until;) {
      const seen = await this.globals().catch(() => null)
      if (seen?.srt === srt && seen?.srtAddress === srtAddress) return
      await clock.sleep(changeLook.everyMs)
    }
  }

  async #list<T>(path: string): Promise<T[]> {
    const items: T[] = []
    for (let page = 0; ; page += 1) {
      const answer = (await this.#call('GET', `${path}?itemsPerPage=${itemsPerPage}&page=${page}`)) as {
        pageCount: number
        items: T[]
      }
      items.push(...answer.items)
      if (page + 1 >= answer.pageCount) return items
    }
  }

  async #call(method: string, path: string, body?: object, withinMs = timeoutMs): Promise<unknown> {
    try {
      return await this.#once(method, path, body, withinMs)
    } catch (error) {
      // MediaMTX drops connections for a moment whenever it opens its API's listener anew.
      if (isAnswer(error) || (error as Error).name === 'TimeoutError') throw error
      await this.#options.clock.sleep(20)
      return this.#once(method, path, body, withinMs)
    }
  }

  async #once(method: string, path: string, body: object | undefined, withinMs: number): Promise<unknown> {
    const { url, request = requestByHttp } = this.#options
    const response = await request(url + path, {
      method,
      headers: { authorization: this.#authorization, ...(body && { 'content-type': 'application/json' }) },
      body: body ? JSON.stringify(body) : null,
      withinMs,
    })
    const text = await response.text()
    if (!response.ok) throw new MediamtxRefusedError(response.status, refusal(text) ?? `MediaMTX answered ${response.status}`)
    try {
      return text === '' ? null : JSON.parse(text)
    } catch {
      throw new MediamtxNonsenseError('No JSON')
    }
  }
}

/** Whether something answered, though not as was hoped. */
export function isAnswer(error: unknown): boolean {
  return error instanceof MediamtxRefusedError || error instanceof MediamtxNonsenseError
}

function refusal(text: string): string | null {
  try {
    const { error } = JSON.parse(text) as { error?: unknown }
    return typeof error === 'string' ? error : null
  } catch {
    return null
  }
}
