import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { GraphQLError } from 'graphql'
import type { Services } from '../../services/services.ts'
import { answerJson, mostBodyBytes, parseJson, readBody, refusalHeaders, saysJson } from '../answers.ts'
import type { Doors } from '../doors.ts'
import { createEndpoint, type Endpoint } from './endpoint.ts'
import { openApiDocument } from './openApi.ts'
import { RestProblem } from './problems.ts'
import { routes } from './routes.ts'

const openApiPath = '/api/openapi.json'

export interface RestOptions {
  services: Services
  doors: Doors
  mask: (error: unknown) => GraphQLError
  version: () => string
  /** What every address of this server begins with. */
  basePath: string
  /** Longer ones are given up, with 504. */
  operationMs: number
}

/** What was found at an address: the endpoints there by method, and the id that it names. */
interface Place {
  endpoints: Map<string, Endpoint>
  id: string | null
}

/** Whether a path belongs to the REST facade. */
export function isRest(path: string): boolean {
  return path === '/api' || path.startsWith('/api/')
}

export function answerProblem(
  response: ServerResponse,
  status: number,
  { code, message, field = null }: { code: string; message: string; field?: string | null },
  headers: OutgoingHttpHeaders = {},
): void {
  answerJson(response, status, { error: { code, field, message } }, headers)
}

/** JSON over HTTP for scripts: other words for operations of GraphQL, which do the work and have the rules. */
export function createRest({ services, doors, mask, version, basePath, operationMs }: RestOptions) {
  const endpoints = routes.map(createEndpoint)
  let document: unknown

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const refusal = doors.refuseRequest(request)
    if (refusal !== null) return answerProblem(response, refusal.status, refusal, refusalHeaders(refusal))
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '')
    if (path === openApiPath && method === 'GET') {
      document ??= openApiDocument(endpoints, version(), basePath)
      return answerJson(response, 200, document)
    }
    const place = findPlace(endpoints, path)
    if (place.endpoints.size === 0 && path !== openApiPath) {
      return answerProblem(response, 404, {
        code: 'NOT_FOUND',
        message: `There is nothing at this address: see ${basePath}${openApiPath}.`,
      })
    }
    const endpoint = place.endpoints.get(method)
    if (!endpoint) {
      const allowed = path === openApiPath ? ['GET'] : [...place.endpoints.keys()]
      const message = `Use ${allowed.join(' or ')} here.`
      return answerProblem(response, 405, { code: 'METHOD_NOT_ALLOWED', message }, { allow: allowed.join(', ') })
    }
    try {
      const body = endpoint.body === null ? undefined : await readJsonBody(request)
      const query = new URL(request.url ?? '/', 'http://localhost').searchParams
      const answer = await endpoint.run({ services, mask, id: place.id, body, query, operationMs })
      answerJson(response, endpoint.route.status, answer)
    } catch (error) {
      if (!(error instanceof RestProblem)) throw error
      answerProblem(response, error.status, error)
    }
  }
}

function findPlace(endpoints: readonly Endpoint[], path: string): Place {
  const place: Place = { endpoints: new Map(), id: null }
  const segments = path.split('/')
  for (const endpoint of endpoints) {
    const pattern = endpoint.route.path.split('/')
    const fits = pattern.length === segments.length && pattern.every((part, index) => part === '{id}' || part === segments[index])
    if (!fits) continue
    place.endpoints.set(endpoint.route.method, endpoint)
    const id = pattern.indexOf('{id}')
    if (id >= 0) place.id = decoded(segments[id] ?? '')
  }
  return place
}

/** What cannot be decoded is the id of nothing. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).slice(0, 100)
  } catch {
    return '?'
  }
}

async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const { bytes, isWhole } = await readBody(request, mostBodyBytes)
  if (!isWhole) throw new RestProblem(413, 'BODY_TOO_LARGE', `The body is larger than ${mostBodyBytes} bytes.`)
  if (bytes.length > 0 && !saysJson(request)) {
    throw new RestProblem(415, 'UNSUPPORTED_MEDIA_TYPE', 'The body must be JSON: send the header Content-Type: application/json.')
  }
  const body = parseJson(bytes.toString('utf8'))
  if (body === undefined) throw new RestProblem(400, 'INVALID_VALUE', 'The body is not JSON.')
  return body
}
