import { createServer as createHttpServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from '../domain/clock.ts'
import { createErrorMask } from '../graphql/errors.ts'
import type { Services } from '../services/services.ts'
import { answerError, answerRefusal, answerText } from './answers.ts'
import type { AppLog } from './appLog.ts'
import { mostConnections } from './connections.ts'
import { Doors } from './doors.ts'
import { createGraphQL } from './graphql.ts'
import { KeyGuard } from './keyGuard.ts'
import { isVisit, playgroundPage, sendToSignIn } from './playground.ts'
import { createPictures } from './pictures.ts'
import { answerProblem, createRest, isRest } from './rest/rest.ts'
import { Sessions } from './sessions.ts'
import { createSignIn } from './signIn.ts'
import { createStaticFiles } from './staticFiles.ts'
import { createWebSocketDoor } from './webSocket.ts'

export interface ServerOptions {
  services: Services
  appLog: AppLog
  clock: Clock
  apiKey: string
  secretKey: string
  /** Where the built dashboard lies. */
  clientFolder: string
  pingEveryMs?: number
}

export interface Server {
  /**
   * Listens; resolves with the port. Port 0: any free one. Rejects with the error of the socket, such as EADDRINUSE.
   * Who comes waits until `open`.
   */
  listen(host: string, port: number): Promise<number>
  /** The services can be asked now. */
  open(): void
  /** From now on nobody new is let in, and who is in can only listen on. */
  stopAccepting(): void
  /** Resolves when every connection has ended. */
  close(): Promise<void>
}

const securityHeaders = {
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
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

/** Milliseconds. Who connects and says nothing is let go of soon. */
const patience = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 5000 }

/** At most so often it is said that there are too many connections. */
const tellDroppedMs = 60_000

const notHere = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n'

/** How long answers under way may take to end when the server stops. */
const closePatienceMs = 1000

/** Every door of the server: GraphQL over HTTP and WebSocket, its playground, REST, sign-in, health, and the dashboard's files. */
export function createServer({ services, appLog, clock, apiKey, secretKey, clientFolder, pingEveryMs }: ServerOptions): Server {
  const sessions = new Sessions(secretKey, apiKey, clock)
  const doors = new Doors(new KeyGuard(apiKey, clock), sessions)
  const mask = createErrorMask(appLog.report)
  const graphql = createGraphQL(services, mask)
  const signIn = createSignIn(doors, sessions)
  const rest = createRest({ services, doors, mask, version: () => services.system.now().version })
  const pictures = createPictures(services, doors)
  const serveFile = createStaticFiles(clientFolder)
  const webSocket = createWebSocketDoor({ graphql, doors, mask, pingEveryMs })
  const opened = Promise.withResolvers<void>()
  let isOpen = false
  let stopping = false

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request)
    if (path === '/healthz') return answerText(response, 200, 'ok')
    if (stopping) return fail(path, response, 503, 'STOPPING', 'The server is stopping.', { connection: 'close' })
    if (path !== '/readyz') await opened.promise
    switch (path) {
      case '/readyz': {
        const missing = isOpen ? await services.system.notReady() : ['starting']
        return missing.length === 0
          ? answerText(response, 200, 'ready')
          : answerText(response, 503, `not ready: ${missing.join(', ')}`)
      }
      case '/session':
        return signIn(request, response)
      case '/graphql': {
        response.setHeader('vary', 'accept')
        const refusal = doors.refuseRequest(request)
        if (refusal !== null) return sendToSignIn(request, response) ? undefined : answerRefusal(response, refusal)
        if (isVisit(request)) return serveFile(request, response, playgroundPage)
        response.setHeader('cache-control', 'no-store')
        return graphql.handle(request, response) as Promise<void>
      }
      default:
        if (pictures.has(path)) return pictures.answer(request, response, path)
        if (isRest(path)) return rest(request, response, path)
        return serveFile(request, response, path)
    }
  }

  const http = createHttpServer({ ...patience }, (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    route(request, response).catch((error: unknown) => {
      // A client that leaves in the middle is no fault.
      if (request.destroyed && !request.complete) return
      const { message } = mask(error)
      if (response.headersSent) return void response.destroy()
      fail(pathOf(request), response, 500, 'INTERNAL_SERVER_ERROR', message)
    })
  })
  http.maxConnections = mostConnections()
  let droppedToldAt = Number.NEGATIVE_INFINITY
  http.on('drop', () => {
    if (clock.now() - droppedToldAt < tellDroppedMs) return
    droppedToldAt = clock.now()
    appLog.say('WARNING', `There are ${http.maxConnections} connections at once, as many as may be: further ones are closed`)
  })
  // The server of Node lets go of connections that were to become something else.
  const upgraded = new Set<Duplex>()
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
    socket.on('error', () => {})
    // The other side may never end its half.
    if (stopping || pathOf(request) !== '/graphql') return void socket.end(notHere, () => socket.destroy())
    void opened.promise.then(() => webSocket.upgrade(request, socket, head))
  })

  const stopAccepting = () => {
    stopping = true
    webSocket.stopAccepting()
  }
  return {
    listen: (host, port) => listen(http, host, port, appLog.report),
    open: () => {
      isOpen = true
      opened.resolve()
    },
    stopAccepting,
    close: async () => {
      stopAccepting()
      await webSocket.close()
      for (const socket of upgraded) socket.destroy()
      const closed = new Promise((resolve) => http.close(resolve))
      const impatience = setTimeout(() => http.closeAllConnections(), closePatienceMs)
      await closed
      clearTimeout(impatience)
    },
  }
}

/** Says that it was not to be, in the shape of errors that callers of this path know. */
function fail(path: string, response: ServerResponse, status: number, code: string, message: string, headers = {}): void {
  if (isRest(path)) answerProblem(response, status, { code, message }, headers)
  else answerError(response, status, code, message, headers)
}

function pathOf(request: IncomingMessage): string {
  return request.url?.split('?', 1)[0] ?? '/'
}

function listen(http: HttpServer, host: string, port: number, onError: (error: unknown) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      http.on('error', onError)
      resolve((http.address() as AddressInfo).port)
    })
  })
}
