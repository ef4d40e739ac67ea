import { type ExecutionArgs, getOperationAST, GraphQLError } from 'graphql'
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer, type SubscribePayload } from 'graphql-ws'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Session } from '../domain/session.ts'
import type { Callers } from './callers.ts'
import { SocketsByPlace } from './connections.ts'
import type { Doors } from './doors.ts'
import type { GraphQLServer } from './graphql.ts'

const mostMessageBytes = 256 * 1024
/** A client that leaves so much unread while it asks for more is cut off. */
const mostUnreadBytes = 4 * 1024 * 1024
const mostOperations = 100
/** WebSockets from one address at a time. */
const mostOfOnePlace = 100
const initDeadlineMs = 5000
/** How long clients have to answer a closing handshake. */
const closePatienceMs = 500

export interface WebSocketOptions {
  graphql: GraphQLServer
  doors: Doors
  callers: Callers
  mask: (error: unknown) => GraphQLError
  /** A client that leaves a ping unanswered until the next one is taken for dead. */
  pingEveryMs: number
}

export interface WebSocketDoor {
  /** Open ones. */
  readonly count: number
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends those that came in by a session which was given back or has expired. */
  endSignedOut(): void
  /** Operations that run go on; new ones are refused. */
  stopAccepting(): void
  /** Resolves when every client is gone. */
  close(): Promise<void>
}

interface Extra {
  socket: ClientSocket
  request: IncomingMessage
}

/** With the sign-in that it came in by; null: it has the key, or has not said yet who it is. */
type ClientSocket = WebSocket & { session?: Session | null }

/** The protocol `graphql-transport-ws`. Nothing is executed or told before the key has been seen. */
export function createWebSocketDoor({ graphql, doors, callers, mask, pingEveryMs }: WebSocketOptions): WebSocketDoor {
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: mostMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  })

  let stopping = false
  const { execute, subscribe } = graphql.getEnveloped({ overWebSocket: true })
  const protocol = makeServer<{ apiKey?: unknown }, Extra>({
    connectionInitWaitTimeout: initDeadlineMs,
    onConnect: ({ connectionParams, extra: { socket, request } }) => {
      const admitted = doors.admitSocket(connectionParams?.apiKey, request)
      const { refusal } = admitted
      if (refusal === null) {
        socket.session = admitted.session
        return true
      }
      // Clients come back after 4403, but not after 4401.
      if (refusal.status !== 403) socket.close(CloseCode.Unauthorized, refusal.message)
      // Not acknowledged: what the client sent ahead is not executed while the socket closes.
      return false
    },
    onSubscribe: async ({ subscriptions }, _id, payload) => {
      if (stopping) return [new GraphQLError('The server is stopping.', { extensions: { code: 'STOPPING' } })]
      if (Object.keys(subscriptions).length > mostOperations) {
        const message = `One connection can have ${mostOperations} operations at a time.`
        return [new GraphQLError(message, { extensions: { code: 'TOO_MANY_OPERATIONS' } })]
      }
      try {
        return await prepare(graphql, payload)
      } catch (error) {
        return [mask(error)]
      }
    },
    execute,
    subscribe,
    onError: (_context, _id, _payload, errors) => errors.map((error) => mask(error).toJSON()),
  })

  const mayStay = (socket: ClientSocket) => !socket.session || doors.mayStay(socket.session)
  const endIfSignedOut = (socket: ClientSocket) => {
    if (!mayStay(socket)) socket.close(CloseCode.Unauthorized, 'Signed out')
  }
  const byPlace = new SocketsByPlace(mostOfOnePlace)

  webSockets.on('connection', (socket: ClientSocket, request: IncomingMessage) => {
    // A broken connection also closes, which is all that we need to know of it.
    socket.on('error', () => {})
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        // Resolves when the bytes have left our memory: only then is the next event of a subscription asked for. A client
        // that left meanwhile is no error of ours.
        send: (data) =>
          new Promise((resolve) => {
            if (socket.readyState !== socket.OPEN) return resolve()
            socket.send(data, () => resolve())
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) =>
          socket.on('message', (data) => {
            if (socket.bufferedAmount > mostUnreadBytes) return socket.terminate()
            handle(String(data)).catch((error: unknown) => {
              if (socket.readyState === socket.OPEN) mask(error)
              socket.close(CloseCode.InternalServerError, 'Internal server error')
            })
          }),
      },
      { socket, request },
    )
    keepAlive(socket, pingEveryMs, () => endIfSignedOut(socket))
    socket.once('close', (code, reason) => void closed(code, String(reason)))
  })

  return {
    get count() {
      return webSockets.clients.size
    },
    upgrade: (request, socket, head) => {
      // Before it is one: a page of another site could else try keys from within the network of its visitor.
      if (doors.isForeign(request)) return refuseUpgrade(socket, '403 Forbidden')
      if (!byPlace.take(callers.placeOf(request), socket)) return refuseUpgrade(socket, '429 Too Many Requests')
      webSockets.handleUpgrade(request, socket, head, (webSocket) => webSockets.emit('connection', webSocket, request))
    },
    endSignedOut: () => webSockets.clients.forEach(endIfSignedOut),
    stopAccepting: () => {
      stopping = true
    },
    close: async () => {
      const gone = [...webSockets.clients].map((client) => new Promise((resolve) => client.once('close', resolve)))
      for (const client of webSockets.clients) client.close(1001, 'The server stops')
      const impatience = setTimeout(() => webSockets.clients.forEach((client) => client.terminate()), closePatienceMs)
      await Promise.all(gone)
      clearTimeout(impatience)
      webSockets.close()
    },
  }
}

/** As over HTTP. */
const unclearOperation = new GraphQLError('Could not determine what operation to execute.', {
  extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
})

async function prepare(graphql: GraphQLServer, payload: SubscribePayload): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { schema, parse, validate, contextFactory } = graphql.getEnveloped({ overWebSocket: true })
  const document = parse(payload.query)
  const faults = validate(schema, document)
  if (faults.length > 0) return faults
  if (getOperationAST(document, payload.operationName) === null) return [unclearOperation]
  return {
    schema,
    document,
    operationName: payload.operationName,
    variableValues: payload.variables,
    contextValue: await contextFactory(),
  }
}

/** Answers who asked for a WebSocket that there is none. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  // The other side may never end its half.
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}

/** Ends a connection whose other side is gone without a word. */
function keepAlive(socket: WebSocket, everyMs: number, look: () => void): void {
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  const timer = setInterval(() => {
    if (!answered) return socket.terminate()
    answered = false
    look()
    if (socket.readyState === socket.OPEN) socket.ping()
  }, everyMs)
  socket.once('close', () => clearInterval(timer))
}
