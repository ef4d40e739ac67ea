// The process behind the row `clients-requests`: `requests.ts URL KEY SECONDS PER_SECOND` offers so many queries from an address of
// its own, whether or not they are answered, and prints how many were sent and what was answered, by status, as JSON.
import { connect } from 'node:net'

const [address = '', key = '', seconds = '', perSecond = ''] = process.argv.slice(2)
const { hostname, port } = new URL(address)
const tickMs = 10
const connections = 50
const body = JSON.stringify({ query: '{ system { version } }' })
const head = ['POST /graphql HTTP/1.1', `Host: ${hostname}:${port}`, 'Content-Type: application/json', `X-Api-Key: ${key}`]
const request = `${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`

const statuses: Record<string, number> = {}
let [sent, connected, broken] = [0, 0, 0]

function open() {
  const socket = connect({ port: Number(port), host: hostname, localAddress: '127.0.0.99' })
  let rest = ''
  socket.on('connect', () => (connected += 1))
  socket.on('error', () => {})
  socket.on('close', () => (broken += 1))
  socket.on('data', (chunk: Buffer) => {
    const text = rest + chunk.toString('latin1')
    for (const [, status] of text.matchAll(/HTTP\/1\.1 (\d{3})/g)) statuses[status!] = (statuses[status!] ?? 0) + 1
    // A status line may be cut in two.
    rest = text.slice(-11).replace(/HTTP\/1\.1 \d{3}/, '')
  })
  return socket
}

let sockets = Array.from({ length: connections }, open)
const end = performance.now() + Number(seconds) * 1000
const beganAt = performance.now()
const timer = setInterval(() => {
  const now = performance.now()
  if (now > end) return finish()
  sockets = sockets.map((socket) => (socket.destroyed ? open() : socket))
  const due = ((now - beganAt) / 1000) * Number(perSecond)
  for (let at = 0; sent < due; at++) {
    const socket = sockets[at % connections]!
    sent += 1
    // What it does not take is not kept for it: the offer was made.
    if (socket.writableLength < 100_000) socket.write(request)
  }
}, tickMs)

function finish(): void {
  clearInterval(timer)
  for (const socket of sockets) socket.destroy()
  process.stdout.write(`${JSON.stringify({ sent, connected, broken, statuses })}\n`, () => process.exit(0))
}
