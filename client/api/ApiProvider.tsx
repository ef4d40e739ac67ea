import { Client, fetchExchange, mapExchange, subscriptionExchange } from '@urql/core'
import { Provider } from '@urql/solid'
import { createContext, onCleanup, useContext, type ParentProps } from 'solid-js'
import { sessionEnded } from './session.ts'
import { openSocket, type Connection } from './socket.ts'
import { addressOf } from '../url/address.ts'

const ConnectionContext = createContext<Connection>()

/** The way to the server for everything inside; closed when it goes. */
export function ApiProvider(props: ParentProps) {
  const socket = openSocket()
  onCleanup(socket.close)

  // no cache: the truth comes by subscription, and nothing that was sent (a stream key) is kept
  const client = new Client({
    url: addressOf('/graphql'),
    preferGetMethod: false,
    requestPolicy: 'network-only',
    exchanges: [
      mapExchange({
        onError: (error) => {
          if ((error.response as Response | undefined)?.status === 401) sessionEnded()
        },
      }),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: socket.forward }),
    ],
  })

  return (
    <Provider value={client}>
      <ConnectionContext.Provider value={socket.connection}>{props.children}</ConnectionContext.Provider>
    </Provider>
  )
}

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext)
  if (connection === undefined) throw new Error('useConnection outside of ApiProvider')
  return connection
}
