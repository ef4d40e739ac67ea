import { createClient, type Client, type SubscribePayload } from 'graphql-ws'
import { createSignal, type Accessor } from 'solid-js'
import type { SubscriptionForwarder } from '@urql/core'
import { sessionEnded } from './session.ts'
import { socketAddress } from '../url/address.ts'

/** A ping this often, and an answer to it within the same time: a dead connection is seen within 3 s. */
const pingMs = 1500
const unknownKey = 4401

export interface Connection {
  /** When live updates were lost, milliseconds of this browser's clock; null while they come. */
  lostAt: Accessor<number | null>
  /** Grows with every connection that was made anew. */
  generation: Accessor<number>
}

export interface LiveSocket {
  connection: Connection
  forward: SubscriptionForwarder
  close: () => void
}

export function openSocket(): LiveSocket {
  const [lostAt, setLostAt] = createSignal<number | null>(null)
  const [generation, setGeneration] = createSignal(0)
  let silence: ReturnType<typeof setTimeout> | undefined
  let closing = false

  const client: Client = createClient({
    url: socketAddress(),
    keepAlive: pingMs,
    lazyCloseTimeout: 5000,
    connectionAckWaitTimeout: 5000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retries) => pause(Math.min(500 * 2 ** retries, 3000) * (0.75 + Math.random() / 2)),
    on: {
      connected: () => {
        setLostAt(null)
        setGeneration((count) => count + 1)
      },
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), pingMs)
      },
      pong: (received) => {
        if (received) clearTimeout(silence)
      },
      closed: (event) => {
        clearTimeout(silence)
        if (closing) return
        if ((event as CloseEvent).code === unknownKey) sessionEnded()
        else setLostAt((since) => since ?? Date.now())
      },
    },
  })

  return {
    connection: { lostAt, generation },
    forward: (request) => ({
      subscribe: (sink) => ({
        unsubscribe: keepSubscribed(client, { query: request.query ?? '', variables: request.variables }, sink),
      }),
    }),
    close: () => {
      closing = true
      clearTimeout(silence)
      void client.dispose()
    },
  }
}

type ForwardSink = Parameters<ReturnType<SubscriptionForwarder>['subscribe']>[0]

/** No subscription of this page ends by itself: one that the server ends, as it does when it shuts down, is asked for again. */
function keepSubscribed(client: Client, payload: SubscribePayload, sink: ForwardSink): () => void {
  let ended = false
  let later: ReturnType<typeof setTimeout> | undefined
  let unsubscribe = (): void => undefined

  const again = (): void => {
    if (!ended) later = setTimeout(start, 1000)
  }
  function start(): void {
    unsubscribe = client.subscribe(payload, {
      next: (value) => sink.next(value as Parameters<ForwardSink['next']>[0]),
      error: (error) => {
        if (error instanceof CloseEvent && error.code !== unknownKey) again()
        else sink.error(error)
      },
      complete: again,
    })
  }
  start()

  return () => {
    ended = true
    clearTimeout(later)
    unsubscribe()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
