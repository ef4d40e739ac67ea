import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { udpPortHolder } from '../../../src/worker/ports.ts'

const open: Socket[] = []

async function bound(address: string, type: 'udp4' | 'udp6' = 'udp4'): Promise<number> {
  const socket = createSocket(type)
  open.push(socket)
  socket.bind(0, address)
  await once(socket, 'listening')
  return socket.address().port
}

afterEach(() => {
  for (const socket of open.splice(0)) socket.close()
})

const nobody = () => false

describe('the holder of a UDP port', () => {
  it.skipIf(process.platform !== 'linux')('is named with its program and pid', async () => {
    const port = await bound('127.0.0.1')
    expect(await udpPortHolder(port, '127.0.0.1', nobody)).toMatch(new RegExp(`^node\\S* \\(pid ${process.pid}\\)$`))
  })

  it('is in the way of every address that overlaps, and of no other', async () => {
    const port = await bound('127.0.0.1')
    expect(await udpPortHolder(port, '0.0.0.0', nobody)).not.toBeNull()
    expect(await udpPortHolder(port, '127.0.0.2', nobody)).toBeNull()
    const everywhere = await bound('0.0.0.0')
    expect(await udpPortHolder(everywhere, '127.0.0.2', nobody)).not.toBeNull()
  })

  it('is in the way of IPv6 addresses too, whichever form they are written in', async () => {
    const port = await bound('::1', 'udp6')
    expect(await udpPortHolder(port, '0:0:0:0:0:0:0:1', nobody)).not.toBeNull()
    expect(await udpPortHolder(port, '::', nobody)).not.toBeNull()
    expect(await udpPortHolder(port, '127.0.0.1', nobody)).toBeNull()
    const v4 = await bound('127.0.0.1')
    expect(await udpPortHolder(v4, '::1', nobody)).toBeNull()
  })

  it('is nobody when the port is free', async () => {
    const port = await bound('127.0.0.1')
    const [socket] = open.splice(0)
    socket!.close()
    await once(socket!, 'close')
    expect(await udpPortHolder(port, '127.0.0.1', nobody)).toBeNull()
  })

  it.skipIf(process.platform !== 'linux')('is nobody when the port is our own', async () => {
    const port = await bound('127.0.0.1')
    expect(await udpPortHolder(port, '127.0.0.1', (pid) => pid === process.pid)).toBeNull()
  })
})
