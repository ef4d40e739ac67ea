import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../services/services.ts'
import { refusalHeaders } from './answers.ts'
import type { Doors } from './doors.ts'
import { answerPreview, previewAt } from './preview.ts'
import { answerProblem } from './rest/rest.ts'
import { answerStill, inputOfStill } from './stills.ts'

/** Pictures of inputs, still and moving, signed in like the rest. */
export function createPictures(services: Services, doors: Doors) {
  return {
    /** Whether a path may be that of a picture. */
    has: (path: string): boolean => /^\/api\/inputs\/\d+\/(?:still\.jpg$|preview\/)/.test(path),

    async answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
      const refusal = doors.refuseRequest(request)
      if (refusal !== null) return answerProblem(response, refusal.status, refusal, refusalHeaders(refusal))
      const stillOf = inputOfStill(path)
      const preview = stillOf === null ? previewAt(request, path) : null
      if (stillOf === null && preview === null)
        return answerProblem(response, 404, { code: 'NOT_FOUND', message: 'There is nothing at this address.' })
      const allowed = stillOf === null ? ['GET'] : ['GET', 'HEAD']
      if (!allowed.includes(request.method ?? ''))
        return answerProblem(
          response,
          405,
          { code: 'METHOD_NOT_ALLOWED', message: `Use ${allowed.join(' or ')} here.` },
          { allow: allowed.join(', ') },
        )
      if (stillOf !== null) answerStill(request, response, services, stillOf)
      else if (preview !== null) await answerPreview(response, services, preview)
    },
  }
}
