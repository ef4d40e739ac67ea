import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerError, answerJson, answerRefusal, readJson } from './answers.ts'
import { isOverTls } from './callers.ts'
import { type Doors, foreign } from './doors.ts'
import type { Sessions } from './sessions.ts'

const mostBytes = 4096

/** `/session`: POST {"apiKey"} signs the dashboard in, DELETE signs it out, GET tells whether it is. */
export function createSignIn(
  doors: Doors,
  sessions: Sessions,
  { onSignedOut }: { onSignedOut: () => void },
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const { cookie } = request.headers
    if (request.method !== 'GET' && doors.isOfOthers(request)) return answerRefusal(response, foreign)
    switch (request.method) {
      case 'GET':
        return answerJson(response, 200, { signedIn: sessions.isSignedIn(cookie) })
      case 'DELETE':
        response.writeHead(204, { 'set-cookie': sessions.signOut(cookie, isOverTls(request)) }).end()
        return onSignedOut()
      case 'POST': {
        const key = await keyIn(request)
        if (key === null) return answerError(response, 400, 'BAD_USER_INPUT', 'The body must be JSON such as {"apiKey": "..."}.')
        const refusal = doors.refuseKey(key, request)
        if (refusal !== null) return answerRefusal(response, refusal)
        response.writeHead(204, { 'set-cookie': sessions.signIn(isOverTls(request)) }).end()
        return
      }
      default:
        return answerError(response, 405, 'BAD_REQUEST', 'Use GET, POST or DELETE.', { allow: 'GET, POST, DELETE' })
    }
  }
}

async function keyIn(request: IncomingMessage): Promise<string | null> {
  // A form of another site can send text, but not this type: no page can sign its visitors in here.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return null
  const body = await readJson(request, mostBytes)
  if (typeof body !== 'object' || body === null || !('apiKey' in body)) return null
  return typeof body.apiKey === 'string' && body.apiKey !== '' ? body.apiKey : null
}
