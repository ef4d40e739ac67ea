import type { IncomingMessage } from 'node:http'

/** Why a request is not answered: not what it asks, but how it is written. */
export interface RequestFault {
  status: 400 | 415
  message: string
}

/** Null: whoever builds addresses of it may. HTTP/1.0 names none. */
export function hostFault({ headers: { host = '' } }: IncomingMessage): RequestFault | null {
  if (host === '' || URL.canParse(`http://${host}`)) return null
  return { status: 400, message: 'The header Host names no host.' }
}

/** Of a request to GraphQL. */
export function graphqlFault(request: IncomingMessage): RequestFault | null {
  if (request.method !== 'POST') return parametersAreJson(request) ? null : { status: 400, message: notJson }
  // Forms of other sites can send any other type without being asked for leave.
  if (/^application\/(?:[\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) return null
  return { status: 415, message: 'The body must be JSON: send the header Content-Type: application/json.' }
}

const notJson = 'The parameters variables and extensions must be JSON.'

function parametersAreJson({ url = '' }: IncomingMessage): boolean {
  const parameters = new URLSearchParams(url.split('?').slice(1).join('?'))
  return ['variables', 'extensions'].every((name) => parameters.getAll(name).every((text) => text === '' || isJson(text)))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
