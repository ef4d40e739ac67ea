import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { expect, it } from 'vitest'
import { ReadAccess } from '../../../src/worker/mediamtx/readAccess.ts'
import { VirtualClock, settle } from '../../support/virtualClock.ts'

it('is judged by what MediaMTX says of the password alone: not while the path is being made anew', async () => {
  const answers = ['400 Bad Request', '401 Unauthorized', '404 Not Found']
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.end(`RTSP/1.0 ${answers.shift()}\r\nCSeq: 1\r\n\r\n`))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const clock = new VirtualClock()
    const told: (string | null)[] = []
    const access = new ReadAccess(clock, (problem) => told.push(problem))
    const { port } = server.address() as AddressInfo
    const ask = async () => {
      await clock.advance(5000)
      access.check(`rtsp://reader:wrong@127.0.0.1:${port}/in-1`)
      const [socket] = (await once(server, 'connection')) as [Socket]
      await once(socket, 'close')
      await settle()
    }
    await ask()
    expect(told).toEqual([])
    await ask()
    expect(told).toEqual([expect.stringContaining('does not let "reader" read')])
    await ask()
    expect(told.slice(1)).toEqual([null])
  } finally {
    server.close()
    await once(server, 'close')
  }
})
