import { parse, type ExecutionResult, type OperationDefinitionNode } from 'graphql'
import { createClient } from 'graphql-ws'
import type { GraphiQLProps } from 'graphiql'
import { addressOf, socketAddress } from '../url/address.ts'

type Fetcher = GraphiQLProps['fetcher']

const unknownKey = 4401

/** Queries and mutations go over HTTP, subscriptions over the WebSocket; the cookie of the sign-in opens both. */
export function createFetcher(): Fetcher {
  const socket = createClient({
    url: socketAddress(),
    on: {
      closed: (event) => {
        if ((event as CloseEvent).code === unknownKey) goSignIn()
      },
    },
  })
  return ({ query, operationName, variables }) => {
    const operations = operationsIn(query)
    // just after a change of tabs the editor still names the operation of the other tab
    const chosen = operations.find(({ name }) => name?.value === operationName) ?? operations[0]
    const payload = { query, operationName: chosen?.name?.value, variables }
    if (chosen?.operation === 'subscription') return socket.iterate(payload) as AsyncIterable<ExecutionResult>
    return ask(JSON.stringify(payload))
  }
}

async function ask(body: string) {
  const answer = await fetch(addressOf('/graphql'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body,
  })
  if (answer.status === 401) goSignIn()
  return answer.json()
}

function goSignIn(): void {
  location.assign(addressOf('/login?to=/graphql'))
}

function operationsIn(query: string): OperationDefinitionNode[] {
  return parse(query).definitions.filter((definition) => definition.kind === 'OperationDefinition')
}
