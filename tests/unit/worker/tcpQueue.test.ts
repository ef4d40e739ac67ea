import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { unacknowledgedBytes } from '../../../src/worker/tcpQueue.ts'

let fixtures: AsyncDisposableStack
let sender: Socket
let taker: Socket
let url: string

beforeEach(async () => {
  fixtures = new AsyncDisposableStack()
  const server = fixtures.adopt(createServer({ pauseOnConnect: true }), (it) => void it.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  url = `rtsp://127.0.0.1:${port}/in-1`
  const accepted = once(server, 'connection')
  sender = fixtures.adopt(createConnection(port, '127.0.0.1'), (it) => void it.destroy())
  taker = fixtures.adopt(((await accepted) as [Socket])[0], (it) => void it.destroy())
})
afterEach(() => fixtures.disposeAsync())

/** More than the buffers of both ends together. */
const much = Buffer.alloc(32 * 1024 * 1024)
const elsewhere = 'rtsp://127.0.0.1:1/in-1'

it.runIf(process.platform === 'linux')('tells what the other side has not taken, and sees it taken', async () => {
  sender.write(much)
  await expect.poll(() => unacknowledgedBytes(process.pid, elsewhere), { timeout: 5000 }).toBeGreaterThan(100_000)
  taker.resume()
  await expect.poll(() => unacknowledgedBytes(process.pid, elsewhere), { timeout: 5000 }).toBe(0)
})

it.runIf(process.platform === 'linux')('leaves out the connection that is read from', async () => {
  sender.write(much)
  await expect.poll(() => unacknowledgedBytes(process.pid, elsewhere), { timeout: 5000 }).toBeGreaterThan(100_000)
  // The taker's own end of the connection, which holds nothing to be sent, is all that is left.
  expect(unacknowledgedBytes(process.pid, url)).toBe(0)
})

it.runIf(process.platform === 'linux')('knows a process without connections from one that cannot be seen', () => {
  const idle = fixtures.adopt(spawn('sleep', ['30']), (it) => void it.kill())
  expect(unacknowledgedBytes(idle.pid!, url)).toBe(Number.POSITIVE_INFINITY)
  expect(unacknowledgedBytes(2 ** 30, url)).toBeNull()
})
