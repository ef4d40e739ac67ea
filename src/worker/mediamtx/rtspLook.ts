import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Clock } from '../../domain/clock.ts'
import type { StreamSample } from '../../domain/streamLook.ts'
import { nalTypesOf } from '../../domain/streamLook.ts'

/** Our own looks come from this address, so that MediaMTX's lines about them can be told from those about others. */
export const looksFrom = '127.0.0.2'

const enoughTimes = 4
const withinMs = 1000
/** MediaMTX takes up to 4 s to refuse. */
const refusedWithinMs = 6000

/**
 * Reads a moment of what MediaMTX gives to readers: of the first video, else of the first track. Ends within about a
 * second. Null when nothing came. The cheapest way to learn what FFmpeg would only find out by starting.
 */
export async function lookAtStream(readUrl: string, clock: Clock): Promise<StreamSample | null> {
  // MediaMTX ended, or refused: whoever watches over it says so.
  return connected(readUrl, clock, withinMs, (look) => look.run()).catch(() => null)
}

/**
 * Whether a path can be read with the credentials of its address, whatever is to be read there now. UNKNOWN: something else
 * stood in the way first, as that the path is just being made anew.
 */
export async function askToRead(readUrl: string, clock: Clock): Promise<'GRANTED' | 'REFUSED' | 'UNKNOWN' | 'NO_ANSWER'> {
  const status = await connected(readUrl, clock, refusedWithinMs, (look) => look.statusOfPath()).catch(() => null)
  if (status === null) return 'NO_ANSWER'
  // Nobody sends to it (404): that is told to those alone who may read it.
  return status === 401 ? 'REFUSED' : status === 200 || status === 404 ? 'GRANTED' : 'UNKNOWN'
}

async function connected<T>(readUrl: string, clock: Clock, limitMs: number, work: (look: RtspLook) => Promise<T>): Promise<T> {
  const url = new URL(readUrl)
  const socket = connect({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 554),
    ...(url.hostname === '127.0.0.1' && process.platform === 'linux' ? { localAddress: looksFrom } : {}),
  })
  socket.on('error', () => {})
  const over = new AbortController()
  void clock.sleep(limitMs, over.signal).then(() => socket.destroy())
  try {
    return await work(new RtspLook(socket, url, clock))
  } finally {
    over.abort()
    socket.destroy()
  }
}

class RtspLook {
  readonly #socket: Socket
  readonly #url: string
  readonly #authorization: string
  readonly #clock: Clock
  readonly #chunks: AsyncIterator<Buffer>
  #buffer: Buffer = Buffer.alloc(0)
  #sequence = 0

  constructor(socket: Socket, { username, password, host, pathname }: URL, clock: Clock) {
    this.#socket = socket
    this.#url = `rtsp://${host}${pathname}`
    this.#authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`
    this.#clock = clock
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  async run(): Promise<StreamSample | null> {
    const media = chosenMedia((await this.#ask('DESCRIBE', this.#url, 'Accept: application/sdp')).body)
    if (media === null) return null
    const control = media.control.startsWith('rtsp://') ? media.control : `${this.#url}/${media.control}`
    const { head } = await this.#ask('SETUP', control, 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1')
    await this.#ask('PLAY', this.#url, `Session: ${/^Session: *([^;\r\n]+)/im.exec(head)?.[1] ?? ''}`)
    const sample: StreamSample = { codec: media.codec, clockRate: media.clockRate, times: [], nalTypes: [] }
    try {
      while (sample.times.length < enoughTimes) this.#take(await this.#packet(), sample)
    } catch {
      // Its time is up: what came so far tells enough, or not.
    }
    return sample.times.length === 0 ? null : sample
  }

  async statusOfPath(): Promise<number> {
    return statusOf((await this.#request('DESCRIBE', this.#url, 'Accept: application/sdp')).head)
  }

  #take(packet: Buffer, sample: StreamSample): void {
    if (packet.length < 13) return
    const time = packet.readUInt32BE(4)
    if (sample.times.at(-1)?.rtpTime !== time) sample.times.push({ rtpTime: time, at: this.#clock.now() })
    const start = 12 + (packet[0]! & 0x0f) * 4
    sample.nalTypes.push(...nalTypesOf(sample.codec, packet.subarray(start)))
  }

  async #ask(method: string, url: string, header: string): Promise<{ head: string; body: string }> {
    const answer = await this.#request(method, url, header)
    if (statusOf(answer.head) !== 200) throw new Error(answer.head.split('\r\n')[0])
    return answer
  }

  async #request(method: string, url: string, header: string): Promise<{ head: string; body: string }> {
    this.#sequence += 1
    this.#socket.write(
      `${method} ${url} RTSP/1.0\r\nCSeq: ${this.#sequence}\r\nAuthorization: ${this.#authorization}\r\n${header}\r\n\r\n`,
    )
    let end = -1
    while ((end = this.#buffer.indexOf('\r\n\r\n')) < 0) await this.#more()
    const head = this.#buffer.subarray(0, end).toString('latin1')
    const length = Number(/^Content-Length: *(\d+)/im.exec(head)?.[1] ?? 0)
    while (this.#buffer.length < end + 4 + length) await this.#more()
    const body = this.#buffer.subarray(end + 4, end + 4 + length).toString('latin1')
    this.#buffer = this.#buffer.subarray(end + 4 + length)
    return { head, body }
  }

  /** The next RTP packet of the first channel. */
  async #packet(): Promise<Buffer> {
    for (;;) {
      while (this.#buffer.length < 4) await this.#more()
      const [mark, channel] = [this.#buffer[0], this.#buffer[1]]
      if (mark !== 0x24) throw new Error('This is no interleaved packet')
      const end = 4 + this.#buffer.readUInt16BE(2)
      while (this.#buffer.length < end) await this.#more()
      const packet = this.#buffer.subarray(4, end)
      this.#buffer = this.#buffer.subarray(end)
      if (channel === 0) return packet
    }
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#chunks.next()
    if (done) throw new Error('The connection ended')
    this.#buffer = Buffer.concat([this.#buffer, value])
  }
}

function statusOf(head: string): number {
  return Number(/^RTSP\/1\.0 (\d{3})/.exec(head)?.[1])
}

/** The first video of a session description, else its first track. */
function chosenMedia(sdp: string): { control: string; codec: string; clockRate: number } | null {
  const medias = sdp.split(/^m=/m).slice(1)
  const media = medias.find((text) => text.startsWith('video')) ?? medias[0]
  const control = media && /^a=control:(\S+)/m.exec(media)?.[1]
  const [, codec, clockRate] = /^a=rtpmap:\d+ ([^/\s]+)\/(\d+)/m.exec(media ?? '') ?? []
  return control && codec && clockRate ? { control, codec: codec.toUpperCase(), clockRate: Number(clockRate) } : null
}
