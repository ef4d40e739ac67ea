import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../../services/services.ts'
import { answerText, refusalHeaders } from '../answers.ts'
import type { Doors } from '../doors.ts'

export interface MetricsParts {
  services: Services
  doors: Doors
  /** Open ones. */
  webSockets: () => number
}

/** `/metrics`: what Prometheus reads, for those with the key or the token of metrics. */
export function createMetricsDoor({ services, doors, webSockets }: MetricsParts) {
  // Loaded when it is asked for: it takes memory, and many never ask.
  const load = async () => {
    const { contentType, Exposition } = await import('./exposition.ts')
    return { contentType, exposition: new Exposition() }
  }
  let loading: ReturnType<typeof load> | null = null

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = doors.refuseScraper(request)
    if (refusal !== null) return answerText(response, refusal.status, refusal.message, refusalHeaders(refusal))
    const { method } = request
    if (method !== 'GET' && method !== 'HEAD') return answerText(response, 405, 'Use GET or HEAD here.', { allow: 'GET, HEAD' })
    const { contentType, exposition } = await (loading ??= load())
    const text = await exposition.text({ ...services.monitoring.read(), webSockets: webSockets() })
    const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store' }
    response.writeHead(200, headers).end(method === 'HEAD' ? undefined : text)
  }
}
