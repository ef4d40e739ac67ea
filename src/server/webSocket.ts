import { type ExecutionArgs, GraphQLError } from 'graphql'
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer, type SubscribePayload } from 'graphql-ws'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Doors } from './doors.ts'
import type { GraphQLServer } from './graphql.ts'

const mostMessageBytes = 256 * 1024
/** A client that leaves so much unread while it asks for more is cut off. */
const mostUnreadBytes = 4 * 1024 * 1024
const mostOperations = 200
const initDeadlineMs = 5000
/** How long clients have to answer a closing handshake. */
const closePatienceMs = 500

export interface WebSocketOptions {
  graphql: GraphQLServer
  doors: Doors
  mask: (error: unknown) => GraphQLError
  /** A client that leaves a ping unanswered until the next one is taken for dead. */
  pingEveryMs?: number
}

export interface WebSocketDoor {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Operations that run go on; new ones are refused. */
  stopAccepting(): void
  /** Resolves when every client is gone. */
  close(): Promise<void>
}

interface Extra {
  socket: WebSocket
  request: IncomingMessage
}

/** The protocol `graphql-transport-ws`. Nothing is executed or told before the key has been seen. */
export function createWebSocketDoor({ graphql, doors, mask, pingEveryMs = 10_000 }: WebSocketOptions): WebSocketDoor {
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
      const refusal = doors.refuseSocket(connectionParams?.apiKey, request)
      if (refusal === null) return true
      // Clients come back after 4403, but not after 4401.
      if (refusal.status !== 403) socket.close(CloseCode.Unauthorized, refusal.message)
      // Not acknowledged: what the client sent ahead is not executed while the socket closes.
      return false
    },
    onSubscribe: async ({ subscriptions }, _id, payload) => {
      if (stopping) return [new GraphQLError('The server is stopping.', { extensions: { code: 'STOPPING' } })]
      if (Object.keys(subscriptions).length > mostOperations) {
        return [new GraphQLError(`One connection can have ${mostOperations} operations at a time.`)]
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

  webSockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
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
    keepAlive(socket, pingEveryMs)
    socket.once('close', (code, reason) => void closed(code, String(reason)))
  })

  return {
    upgrade: (request, socket, head) =>
      webSockets.handleUpgrade(request, socket, head, (webSocket) => webSockets.emit('connection', webSocket, request)),
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

async function prepare(graphql: GraphQLServer, payload: SubscribePayload): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { schema, parse, validate, contextFactory } = graphql.getEnveloped({ overWebSocket: true })
  const document = parse(payload.query)
  const faults = validate(schema, document)
  if (faults.length > 0) return faults
  return {
    schema,
    document,
    operationName: payload.operationName,
    variableValues: payload.variables,
    contextValue: await contextFactory(),
  }
}

/** Ends a connection whose other side is gone without a word. */
function keepAlive(socket: WebSocket, everyMs: number): void {
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  const timer = setInterval(() => {
    if (!answered) return socket.terminate()
    answered = false
    if (socket.readyState === socket.OPEN) socket.ping()
  }, everyMs)
  socket.once('close', () => clearInterval(timer))
}
