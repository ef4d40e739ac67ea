import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../services/services.ts'
import { answerProblem } from './rest/rest.ts'

/** Of the address of a still, the input's id; null when it is none. */
export function inputOfStill(path: string): string | null {
  return /^\/api\/inputs\/(\d{1,20})\/still\.jpg$/.exec(path)?.[1] ?? null
}

/** Answers with the newest picture of an input; whoever asks may come in. */
export function answerStill(request: IncomingMessage, response: ServerResponse, services: Services, inputId: string): void {
  const still = services.stills.image(inputId)
  if (still === null) {
    const message =
      services.inputs.get(inputId) === null
        ? `There is no input ${inputId}`
        : `There is no still of the input ${inputId} yet: they are taken while somebody follows \`stills\`.`
    return answerProblem(response, 404, { code: 'NOT_FOUND', message })
  }
  const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('v')
  response.writeHead(200, {
    'content-type': 'image/jpeg',
    'content-length': still.jpeg.length,
    // An older one is not kept: who asks for it gets the newest.
    'cache-control': asked === still.version ? 'private, max-age=31536000, immutable' : 'no-store',
  })
  response.end(request.method === 'HEAD' ? undefined : still.jpeg)
}
