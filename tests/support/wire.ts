import { once } from 'node:events'
import { WebSocket } from 'ws'

export interface Message {
  id?: string
  type: string
  payload?: unknown
}

/** A WebSocket client that can misbehave: it speaks the protocol by hand, sends ahead, and stops reading. */
export class WireClient {
  readonly socket: WebSocket
  readonly #heard: Message[] = []
  readonly #waiting: ((message: Message) => void)[] = []
  readonly closed: Promise<number>

  private constructor(socket: WebSocket) {
    this.socket = socket
    this.closed = once(socket, 'close').then(([code]) => code as number)
    socket.on('error', () => {})
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Message
      const waiting = this.#waiting.shift()
      if (waiting) waiting(message)
      else this.#heard.push(message)
    })
  }

  /** Connects to a server's GraphQL; signs in when a key is given. */
  static async open(url: string, key: string | null): Promise<WireClient> {
    const client = new WireClient(new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws'))
    await once(client.socket, 'open')
    if (key !== null) {
      client.send({ type: 'connection_init', payload: { apiKey: key } })
      await client.next()
    }
    return client
  }

  send(message: Message): void {
    this.socket.send(JSON.stringify(message))
  }

  start(id: string, query: string, variables?: Record<string, unknown>): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } })
  }

  next(): Promise<Message> {
    const message = this.#heard.shift()
    return message ? Promise.resolve(message) : new Promise((resolve) => this.#waiting.push(resolve))
  }
}
