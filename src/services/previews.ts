import { NotFoundError } from '../domain/errors.ts'
import type { Input } from '../domain/input.ts'
import { isPreviewable, PreviewError, previewIndex } from '../domain/preview.ts'
import type { PreviewFile, PreviewRequest } from '../domain/preview.ts'
import type { Worker } from '../domain/worker.ts'
import type { Catalogue } from './memory/catalogue.ts'
import type { PreviewService } from './services.ts'

/** Moving pictures of feeds, for players. */
export class Previews implements PreviewService {
  readonly #catalogue: Catalogue
  readonly #worker: Worker
  readonly #isOffered: boolean

  /** `isOffered`: whether MediaMTX gives any. */
  constructor({ catalogue, worker, isOffered }: { catalogue: Catalogue; worker: Worker; isOffered: boolean }) {
    this.#catalogue = catalogue
    this.#worker = worker
    this.#isOffered = isOffered
  }

  urlOf({ id, state, tracks }: Pick<Input, 'id' | 'state' | 'tracks'>): string | null {
    return this.#isOffered && isPreviewable(state, tracks) ? `/api/inputs/${id}/preview/${previewIndex}` : null
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
