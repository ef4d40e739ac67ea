import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerText } from './answers.ts'
import { isVisit } from './playground.ts'

/** What those ask who come without a proxy, and know nothing of the path that people see. */
const ofTheMachine = new Set(['/healthz', '/readyz', '/metrics'])

/**
 * Takes `basePath` off the address of a request, so that everything behind it knows the addresses as they are without one.
 * False: it asked for something that is not of this server; its address stays.
 */
export function enterBase(request: IncomingMessage, basePath: string): boolean {
  const { url = '/' } = request
  if (basePath === '') return true
  if (url.startsWith(`${basePath}/`)) {
    request.url = url.slice(basePath.length)
    return true
  }
  return ofTheMachine.has(url.split('?', 1)[0] ?? '')
}

/** Answers who asked for what is not below `basePath`: people are sent on to the dashboard, programs are told. */
export function showTheWay(request: IncomingMessage, response: ServerResponse, basePath: string): void {
  const path = request.url?.split('?', 1)[0]
  const isFront = path === '/' || path === basePath
  if (isFront && isVisit(request)) return void response.writeHead(307, { location: `${basePath}/` }).end()
  answerText(response, 404, `There is nothing here: every address begins with ${basePath}/ (BASE_PATH).`)
}
