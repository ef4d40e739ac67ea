import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { NotFoundError } from '../domain/errors.ts'
import { PreviewError } from '../domain/preview.ts'
import type { PreviewFile, PreviewProblem, PreviewRequest } from '../domain/preview.ts'
import type { Services } from '../services/services.ts'
import { answerProblem } from './rest/rest.ts'

const problems: Record<PreviewProblem, { status: number; code: string; headers?: Record<string, string> }> = {
  NOT_SHOWN: { status: 404, code: 'NO_PREVIEW' },
  ENDED: { status: 410, code: 'PREVIEW_ENDED' },
  BUSY: { status: 503, code: 'TOO_MANY_PREVIEWS', headers: { 'retry-after': '20' } },
}

/** What the address of a file of a preview names; null when it is none. */
export function previewAt(request: IncomingMessage, path: string): PreviewRequest | null {
  const [, inputId, file] = /^\/api\/inputs\/(\d{1,20})\/preview\/([^/]{1,200})$/.exec(path) ?? []
  if (inputId === undefined || file === undefined) return null
  return { inputId, file, viewer: new URL(request.url ?? '/', 'http://localhost').searchParams.get('viewer') }
}

/** Answers with a file of a moving preview as it comes, no faster than it is taken; whoever asks may come in. */
export async function answerPreview(response: ServerResponse, services: Services, asked: PreviewRequest): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  let file: PreviewFile
  try {
    file = await services.previews.open(asked, gone.signal)
  } catch (error) {
    if (gone.signal.aborted) return
    if (error instanceof NotFoundError) return answerProblem(response, 404, { code: 'NOT_FOUND', message: error.message })
    if (!(error instanceof PreviewError)) throw error
    const { status, code, headers } = problems[error.problem]
    return answerProblem(response, status, { code, message: error.message }, headers)
  }
  const { contentType, length, body } = file
  response.writeHead(200, {
    'content-type': contentType,
    'cache-control': 'no-store',
    ...(length !== null && { 'content-length': length }),
  })
  // Either end may be cut off in the midst: the other one is then let go of, and there is nobody to be told.
  await pipeline(body, response).catch(() => {})
}
