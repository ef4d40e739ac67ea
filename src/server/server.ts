import { createServer as createHttpServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { AddressRange } from '../domain/destinations/addressRange.ts'
import type { Clock } from '../domain/clock.ts'
import { createErrorMask } from '../graphql/errors.ts'
import type { Services } from '../services/services.ts'
import { answerError, answerRefusal, answerText } from './answers.ts'
import type { AppLog } from './appLog.ts'
import { enterBase, showTheWay } from './basePath.ts'
import { Callers, placeOfAddress } from './callers.ts'
import { mostConnections, SocketsByPlace } from './connections.ts'
import { Doors } from './doors.ts'
import { createGraphQL } from './graphql.ts'
import { answerPreflight, setSafeHeaders } from './headers.ts'
import { KeyGuard } from './keyGuard.ts'
import { createMetricsDoor } from './metrics/metricsDoor.ts'
import { Origins } from './origins.ts'
import { type Patience, usualPatience } from './patience.ts'
import { isVisit, playgroundPage, sendToSignIn } from './playground.ts'
import { createPictures } from './pictures.ts'
import { graphqlFault, hostFault, readOperation } from './requestFaults.ts'
import { answerProblem, createRest, isRest } from './rest/rest.ts'
import { Sessions } from './sessions.ts'
import { createSignIn } from './signIn.ts'
import { createStaticFiles } from './staticFiles.ts'
import { Turns } from './turns.ts'
import { createWebSocketDoor, refuseUpgrade } from './webSocket.ts'

export interface ServerOptions {
  services: Services
  appLog: AppLog
  clock: Clock
  apiKey: string
  secretKey: string
  /** Lets read `/metrics`, and nothing else; null: the key alone does. */
  metricsToken?: string | null
  /** Where the built dashboard lies. */
  clientFolder: string
  /** What every address of the server begins with, such as `/streams`; by default nothing. */
  basePath?: string
  /** Whose pages may use it beside its own, such as `https://tool.example`. */
  allowedOrigins?: readonly string[]
  /** Who may say for whom it asks. */
  trustedProxies?: readonly AddressRange[]
  patience?: Partial<Patience>
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

/** At most so often it is said that there are too many connections. */
const tellDroppedMs = 60_000

/** How long answers under way may take to end when the server stops. */
const closePatienceMs = 1000

/** Every door of the server: GraphQL over HTTP and WebSocket, its playground, REST, sign-in, health, and the dashboard's files. */
export function createServer({ services, appLog, clock, apiKey, secretKey, clientFolder, ...options }: ServerOptions): Server {
  const { basePath = '' } = options
  const patience = { ...usualPatience, ...options.patience }
  const { pingEveryMs, operationMs } = patience
  const callers = new Callers(options.trustedProxies)
  const origins = new Origins(callers, options.allowedOrigins)
  const sessions = new Sessions(secretKey, apiKey, clock, services.endedSessions, basePath)
  const doors = new Doors({ guard: new KeyGuard(apiKey, clock, options.metricsToken), sessions, origins, callers })
  const mask = createErrorMask(appLog.report)
  const graphql = createGraphQL({ services, mask, operationMs })
  const rest = createRest({ services, doors, mask, operationMs, basePath, version: () => services.system.now().version })
  const pictures = createPictures(services, doors)
  const serveFile = createStaticFiles(clientFolder, basePath)
  const webSocket = createWebSocketDoor({ graphql, doors, callers, mask, pingEveryMs })
  const metrics = createMetricsDoor({ services, doors, webSockets: () => webSocket.count })
  const turns = new Turns()
  const signIn = createSignIn(doors, sessions, { onSignedOut: webSocket.endSignedOut })
  const opened = Promise.withResolvers<void>()
  let isOpen = false
  let stopping = false

  /** False when it was answered that too many wait, or there is nobody to answer. */
  const hasTurn = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    const turn = await turns.take(callers.placeOf(request), response)
    if (turn !== 'FULL') return turn === 'TURN'
    const message = 'Too many requests of this address wait for their turn. Try again in 1 s.'
    fail(path, response, 429, 'TOO_MANY_REQUESTS', message, { 'retry-after': '1' })
    return false
  }

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isInside = enterBase(request, basePath)
    const path = pathOf(request)
    const hostless = hostFault(request)
    if (hostless !== null) return fail(path, response, hostless.status, 'BAD_REQUEST', hostless.message)
    if (!isInside) return showTheWay(request, response, basePath)
    if (path === '/healthz') return answerText(response, 200, 'ok')
    if (stopping) return fail(path, response, 503, 'STOPPING', 'The server is stopping.', { connection: 'close' })
    if (path !== '/readyz') await opened.promise
    if ((path === '/graphql' || isRest(path)) && answerPreflight(request, response, origins)) return
    switch (path) {
      case '/readyz': {
        const missing = isOpen ? await services.system.notReady() : ['starting']
        return missing.length === 0
          ? answerText(response, 200, 'ready')
          : answerText(response, 503, `not ready: ${missing.join(', ')}`)
      }
      case '/metrics':
        return metrics(request, response)
      case '/session':
        return signIn(request, response)
      case '/graphql': {
        response.appendHeader('vary', 'accept')
        const refusal = doors.refuseRequest(request)
        if (refusal !== null) return sendToSignIn(request, response, basePath) ? undefined : answerRefusal(response, refusal)
        if (isVisit(request)) return serveFile(request, response, playgroundPage)
        response.setHeader('cache-control', 'no-store')
        const fault = graphqlFault(request)
        if (fault !== null) return answerError(response, fault.status, 'BAD_REQUEST', fault.message)
        if (!(await hasTurn(request, response, path))) return
        const unread = request.method === 'POST' ? await readOperation(request) : null
        if (unread !== null) return answerError(response, unread.status, 'BAD_REQUEST', unread.message)
        await graphql.handle(request, response)
        return
      }
      default:
        if (pictures.has(path)) return pictures.answer(request, response, path)
        if (isRest(path)) return (await hasTurn(request, response, path)) ? rest(request, response, path) : undefined
        return serveFile(request, response, path)
    }
  }

  /** The connection of a proxy may carry others too. */
  const cutOff = ({ socket }: IncomingMessage, response: ServerResponse): void => {
    if (callers.isProxy(socket.remoteAddress)) response.writeHead(429, { 'retry-after': '1' }).end()
    else socket.destroy()
  }

  const { requestMs: requestTimeout, headersMs: headersTimeout, lookEveryMs: connectionsCheckingInterval } = patience
  // Who offers another protocol, such as HTTP/2, is answered in this one.
  const shouldUpgradeCallback = ({ headers }: IncomingMessage) => /\bwebsocket\b/i.test(headers.upgrade ?? '')
  const manners = { requestTimeout, headersTimeout, connectionsCheckingInterval, shouldUpgradeCallback }
  const http = createHttpServer(manners, (request, response) => {
    if (turns.isShutOut(callers.placeOf(request))) return cutOff(request, response)
    setSafeHeaders(request, response)
    // Who takes an answer byte by byte is let go of, too.
    const deadline = setTimeout(() => request.socket.destroy(), patience.answerMs).unref()
    response.once('close', () => clearTimeout(deadline))
    route(request, response).catch((error: unknown) => {
      // A client that leaves in the middle is no fault.
      if (request.destroyed && !request.complete) return
      const { message } = mask(error)
      if (response.headersSent) return void response.destroy()
      fail(pathOf(request), response, 500, 'INTERNAL_SERVER_ERROR', message)
    })
  })
  http.maxConnections = mostConnections()
  // No single stranger keeps everybody else out.
  const byPlace = new SocketsByPlace(Math.ceil(http.maxConnections / 2))
  http.on('connection', (socket) => {
    const { remoteAddress = '' } = socket
    if (callers.isProxy(remoteAddress)) return
    const place = placeOfAddress(remoteAddress)
    if (turns.isShutOut(place) || !byPlace.take(place, socket)) socket.destroy()
  })
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
    if (stopping || !enterBase(request, basePath) || pathOf(request) !== '/graphql') return refuseUpgrade(socket, '404 Not Found')
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
