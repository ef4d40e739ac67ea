import type { IncomingMessage, ServerResponse } from 'node:http'

/** Where the page of the playground lies among the built files. */
export const playgroundPage = '/playground/index.html'

/** Whether a person's browser asks for a page, rather than a program for data. */
export function isVisit({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && /\btext\/html\b/i.test(headers.accept ?? '')
}

/** Sends a visitor without a key to the page where one can be shown, and from there back. False: this is none. */
export function sendToSignIn(request: IncomingMessage, response: ServerResponse, basePath: string): boolean {
  const { 'x-api-key': key, authorization } = request.headers
  if (!isVisit(request) || key !== undefined || authorization !== undefined) return false
  response.writeHead(303, { location: `${basePath}/login?to=${encodeURIComponent(request.url ?? '/graphql')}` }).end()
  return true
}
