import type { IncomingMessage, ServerResponse } from 'node:http'
import { isOverTls } from './callers.ts'
import { type Origins, preflightHeaders } from './origins.ts'

const always = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const yearSeconds = 365 * 24 * 3600

/** Headers that keep a browser safe, on every answer. */
export function setSafeHeaders(request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value)
  if (isOverTls(request)) response.setHeader('strict-transport-security', `max-age=${yearSeconds}`)
}

/** Lets pages that were allowed read what the API answers. True: it was their question whether they may, and is answered. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse, origins: Origins): boolean {
  const headers = origins.headersFor(request)
  if (headers === null) return false
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value))
  response.appendHeader('vary', 'origin')
  const preflight = preflightHeaders(request)
  if (preflight === null) return false
  response.writeHead(204, preflight).end()
  return true
}
