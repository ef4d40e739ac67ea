// The process behind `Clients`: told what to do by messages, one at a time.
import { createClient } from 'graphql-ws'
import type { Client } from 'graphql-ws'
import { WebSocket } from 'ws'
import { monotonicMs } from './clients.ts'
import type { Counts, SeenEvent } from './clients.ts'
import { outputEventsQuery, subscriptions } from './dashboard.ts'

export type Order =
  { kind: 'open'; count: number; watch: boolean; stalled: boolean } | { kind: 'close'; count: number } | { kind: 'count' }

export type Heard = { kind: 'done'; counts: Counts; problem: string | null } | { kind: 'event'; event: SeenEvent }

interface OutputEvents {
  outputEvents: { output: { id: string; desired: string; state: string; stateSince: string } | null }
}

const url = new URL('/graphql', process.argv[2]).href.replace('http', 'ws')
const clients: Client[] = []
let opened = 0
const counts: Counts = { open: 0, messages: 0 }

function say(heard: Heard): void {
  process.send?.(heard)
}

/** Resolves when it is connected. */
function open({ watch, stalled }: { watch: boolean; stalled: boolean }): Promise<void> {
  return new Promise((resolve, reject) => {
    const client = createClient({
      url,
      webSocketImpl: WebSocket,
      connectionParams: { apiKey: process.env.BENCH_KEY },
      retryAttempts: 0,
      on: {
        connected: (socket) => {
          counts.open += 1
          // Once it has said what it subscribes to.
          if (stalled) setTimeout(() => (socket as WebSocket).pause(), 500)
          resolve()
        },
        closed: () => {
          counts.open -= 1
        },
        message: (message) => {
          if (message.type === 'next') counts.messages += 1
        },
      },
    })
    const number = (opened += 1)
    clients.push(client)
    for (const { query, variables } of subscriptions) {
      client.subscribe(
        { query, variables },
        {
          next: ({ data }) => {
            if (watch && query === outputEventsQuery) tell(number, data as unknown as OutputEvents)
          },
          error: reject,
          complete: () => {},
        },
      )
    }
  })
}

function tell(client: number, { outputEvents: { output } }: OutputEvents): void {
  if (output === null || output === undefined) return
  const { id, desired, state, stateSince } = output
  const sinceStateMs = Date.now() - Date.parse(stateSince)
  say({ kind: 'event', event: { client, id, desired, state, stateSince, sinceStateMs, at: monotonicMs() } })
}

async function follow(order: Order): Promise<void> {
  if (order.kind === 'open') await Promise.all(Array.from({ length: order.count }, () => open(order)))
  // Not by `dispose`, which asks the server to end each subscription first: people close windows.
  if (order.kind === 'close') for (const client of clients.splice(0, order.count)) client.terminate()
}

process.on('message', (order: Order) => {
  follow(order).then(
    () => say({ kind: 'done', counts, problem: null }),
    (error: unknown) => say({ kind: 'done', counts, problem: JSON.stringify(error) ?? String(error) }),
  )
})
// With the bench, however that ends.
process.on('disconnect', () => process.exit(0))
