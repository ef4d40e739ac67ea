import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Clock } from '../../domain/clock.ts'
import type { PathNames } from '../../domain/pathNames.ts'
import { PreviewError, previewIndex } from '../../domain/preview.ts'
import type { PreviewFile, PreviewRequest } from '../../domain/preview.ts'
import { askHls } from './hlsRequest.ts'
import type { HlsPlace } from './hlsRequest.ts'

/** More would cost the outputs bandwidth and processor time. */
export const mostViewers = 12
/** Of one player; it needs three at most: a playlist, picture and sound. */
const mostFilesAtOnce = 6
/** Players ask at least once in the length of a piece of the feed, which is that between key frames. */
const viewerStaysMs = 20_000

/** One player: MediaMTX lets it in by a session of its own, which it never hears of. */
interface Viewer {
  inputId: string
  place: HlsPlace
  session: string
  /** Monotonic milliseconds. */
  usedAt: number
  /** Files that are being sent. */
  files: number
}

export interface HlsDoorDeps {
  clock: Clock
  names: PathNames
  /** Where MediaMTX gives previews now; null: nowhere. */
  place: () => HlsPlace | null
}

/** The way to MediaMTX's HLS: for players, whom it shows neither its address nor how it lets us in. */
export class HlsDoor {
  readonly #deps: HlsDoorDeps
  readonly #viewers = new Map<string, Viewer>()

  constructor(deps: HlsDoorDeps) {
    this.#deps = deps
  }

  /** Rejects with PreviewError, whatever is wrong with MediaMTX. */
  async open(request: PreviewRequest, signal: AbortSignal): Promise<PreviewFile> {
    this.#sweep()
    return request.file === previewIndex ? this.#begin(request.inputId, signal) : this.#next(request, signal)
  }

  async #begin(inputId: string, signal: AbortSignal): Promise<PreviewFile> {
    const { clock, names, place: placeNow } = this.#deps
    const place = placeNow()
    if (place === null) throw new PreviewError('NOT_SHOWN', 'There is no preview now: MediaMTX does not run.')
    if (this.#viewers.size >= mostViewers)
      throw new PreviewError(
        'BUSY',
        `${mostViewers} previews are open, as many as may be. Close one, and try again in 20 seconds.`,
      )
    const id = randomBytes(12).toString('base64url')
    // Counted before it is let in, or many could come at once.
    const viewer: Viewer = { inputId, place, session: '', usedAt: clock.now(), files: 1 }
    this.#viewers.set(id, viewer)
    try {
      const answer = await askHls(place, `${names.input(inputId)}/${previewIndex}?cookieCheck=1`, signal, true)
      const playlist = answer.status === 200 ? await wholeText(answer.body) : discard(answer.body)
      const session = /[?&]session=([\w-]+)/.exec(playlist)?.[1]
      if (session === undefined) throw new PreviewError('NOT_SHOWN', notYet)
      viewer.session = session
      viewer.usedAt = clock.now()
      viewer.files = 0
      return playlistFile(playlist, id)
    } catch (error) {
      this.#viewers.delete(id)
      throw error
    }
  }

  async #next({ inputId, file, viewer: id }: PreviewRequest, signal: AbortSignal): Promise<PreviewFile> {
    const viewer = id === null ? undefined : this.#viewers.get(id)
    if (id === null || viewer?.inputId !== inputId || viewer.session === '' || !isFile(file)) throw ended()
    if (viewer.files >= mostFilesAtOnce) throw new PreviewError('BUSY', 'This player asks for too much at once.')
    viewer.usedAt = this.#deps.clock.now()
    viewer.files += 1
    let isDone = false
    const done = () => {
      if (isDone) return
      isDone = true
      viewer.files -= 1
      viewer.usedAt = this.#deps.clock.now()
    }
    try {
      const path = `${this.#deps.names.input(inputId)}/${file}?session=${viewer.session}`
      const { status, length, body } = await askHls(viewer.place, path, signal)
      body.once('close', done)
      if (body.closed) done()
      if (status !== 200) {
        discard(body)
        // A piece that is too old is gone, its player goes on.
        if (!file.endsWith('.m3u8') && status === 404) throw new PreviewError('NOT_SHOWN', 'This piece of the feed is gone.')
        this.#viewers.delete(id)
        throw ended()
      }
      if (file.endsWith('.m3u8')) return playlistFile(await wholeText(body), id)
      return { contentType: 'video/mp4', length, body }
    } catch (error) {
      done()
      throw error
    }
  }

  #sweep(): void {
    const now = this.#deps.clock.now()
    for (const [id, { usedAt, files }] of this.#viewers) if (files === 0 && now - usedAt > viewerStaysMs) this.#viewers.delete(id)
  }
}

const notYet = 'There is no preview now: MediaMTX has no picture or sound that it can give. Try again in some seconds.'

function ended(): PreviewError {
  return new PreviewError('ENDED', `This preview has ended. Begin anew with ${previewIndex}.`)
}

/** What MediaMTX calls its playlists and pieces: nothing that leads elsewhere. */
function isFile(file: string): boolean {
  return /^\w{1,80}\.(?:m3u8|mp4)$/.test(file)
}

/** With our name for the player in the place of MediaMTX's. */
function playlistFile(playlist: string, viewerId: string): PreviewFile {
  const body = Buffer.from(playlist.replaceAll(/([?&])session=[\w-]+/g, `$1viewer=${viewerId}`))
  return { contentType: 'application/vnd.apple.mpegurl', length: body.length, body: Readable.from([body]) }
}

/** Rejects with PreviewError when it is cut off. */
async function wholeText(body: Readable): Promise<string> {
  try {
    return await text(body)
  } catch {
    throw new PreviewError('NOT_SHOWN', 'There is no preview now: MediaMTX broke off in the middle of its answer.')
  }
}

function discard(body: Readable): string {
  body.resume()
  return ''
}
