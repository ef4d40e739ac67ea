import type { IncomingMessage } from 'node:http'
import { mostBodyBytes, parseJson, readBody, saysJson } from './answers.ts'

/** Why a request is not answered: not what it asks, but how it is written. */
export interface RequestFault {
  status: 400 | 413 | 415
  message: string
}

/** Null: whoever builds addresses of it may. HTTP/1.0 names none. */
export function hostFault({ headers: { host = '' }, rawHeaders }: IncomingMessage): RequestFault | null {
  // Whoever stands in between may have believed the other one.
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.length === 4 && /^host$/i.test(name)).length
  if (count > 1) return { status: 400, message: 'The header Host stands there more than once.' }
  if (host === '' || URL.canParse(`http://${host}`)) return null
  return { status: 400, message: 'The header Host names no host.' }
}

/** Of a request to GraphQL. */
export function graphqlFault(request: IncomingMessage): RequestFault | null {
  if (request.method !== 'POST') return parametersAreJson(request) ? null : { status: 400, message: notJson }
  // Forms of other sites can send any other type without being asked for leave.
  if (saysJson(request)) return null
  return { status: 415, message: 'The body must be JSON: send the header Content-Type: application/json.' }
}

/**
 * Reads the operation of a POST into `request.body`, where Yoga finds what was read already: its own way through streams costs
 * more than to read it. Null when that went well.
 */
export async function readOperation(request: IncomingMessage & { body?: object }): Promise<RequestFault | null> {
  const { bytes, isWhole } = await readBody(request, mostBodyBytes)
  if (!isWhole) return { status: 413, message: `The body is larger than ${mostBodyBytes / 1000} kB.` }
  const body = parseJson(bytes.toString('utf8'))
  if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) {
    return { status: 400, message: 'The body must be a JSON object with a query.' }
  }
  request.body = body
  return null
}

const notJson = 'The parameters variables and extensions must be JSON.'

function parametersAreJson({ url = '' }: IncomingMessage): boolean {
  const parameters = new URLSearchParams(url.split('?').slice(1).join('?'))
  return ['variables', 'extensions'].every((name) =>
    parameters.getAll(name).every((text) => text === '' || parseJson(text) !== undefined),
  )
}
