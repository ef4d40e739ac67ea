import { NotFoundError } from '../domain/errors.ts'
import type { Input } from '../domain/input.ts'
import { isPreviewable, PreviewError, previewIndex } from '../domain/preview.ts'
import type { PreviewFile, PreviewRequest } from '../domain/preview.ts'
import type { Worker } from '../domain/worker.ts'
import type { Catalogue } from './memory/catalogue.ts'
import type { PreviewService } from './services.ts'

export interface PreviewsParts {
  catalogue: Catalogue
  worker: Worker
  /** Whether MediaMTX gives any. */
  isOffered: boolean
  /** What every address of this server begins with. */
  basePath: string
}

/** Moving pictures of feeds, for players. */
export class Previews implements PreviewService {
  readonly #catalogue: Catalogue
  readonly #worker: Worker
  readonly #isOffered: boolean
  readonly #basePath: string

  constructor({ catalogue, worker, isOffered, basePath }: PreviewsParts) {
    this.#catalogue = catalogue
    this.#worker = worker
    this.#isOffered = isOffered
    this.#basePath = basePath
  }

  urlOf({ id, state, tracks }: Pick<Input, 'id' | 'state' | 'tracks'>): string | null {
    if (!this.#isOffered || !isPreviewable(state, tracks)) return null
    return `${this.#basePath}/api/inputs/${id}/preview/${previewIndex}`
  }

  async open(request: PreviewRequest, signal: AbortSignal): Promise<PreviewFile> {
    const { inputId } = request
    const input = this.#catalogue.input(inputId)
    if (!input) throw new NotFoundError(inputId, `There is no input ${inputId}`)
    if (!this.#isOffered)
      throw new PreviewError('NOT_SHOWN', 'The MediaMTX of this server gives no preview: MEDIAMTX_HLS_URL is not set.')
    if (this.urlOf(input) === null)
      throw new PreviewError('NOT_SHOWN', `There is no preview of the input ${inputId} now: it has no feed that browsers play.`)
    return this.#worker.preview(request, signal)
  }
}
