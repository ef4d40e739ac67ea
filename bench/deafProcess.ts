// The process behind `startDeafServer`, which freezes it once it has printed its port.
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

const server = createServer()
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  console.log((server.address() as AddressInfo).port)
})
