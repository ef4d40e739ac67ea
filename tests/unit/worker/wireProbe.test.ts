import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import type { Listening } from '../../../src/domain/input.ts'
import { lookAtWire } from '../../../src/worker/mediamtx/wireProbe.ts'
import { freeUdpPort } from '../../support/ports.ts'
import { until } from '../../support/until.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const packet = Buffer.alloc(1316, 0x47)

/** A sender that goes on as long as it is not disposed of. */
function sendTo(port: number, address: string, from = address): Socket & Disposable {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  socket.on('error', () => {})
  socket.bind(0, from, () => {
    if (address.startsWith('239.')) socket.setMulticastInterface(from)
  })
  const timer = setInterval(() => {
    for (let n = 0; n < 10; n += 1) socket.send(packet, port, address, () => {})
  }, 2)
  return Object.assign(socket, {
    [Symbol.dispose]() {
      clearInterval(timer)
      socket.close()
    },
  })
}

const at = (udpPort: number, changes: Partial<Listening> = {}): Listening => ({
  ...{ udpPort, listenAddress: '127.0.0.1', multicastGroup: null, sourceAddress: null },
  ...changes,
})
const never = new AbortController().signal

it.each([
  ['of IPv4', '127.0.0.1', {}],
  ['of IPv6', '::1', { listenAddress: '::1' }],
])('a look at a port %s ends once it has seen enough, whatever its time, and lets the port go', async (_, address, changes) => {
  const port = await freeUdpPort()
  using sender = sendTo(port, address)
  const sample = await lookAtWire(at(port, changes), new VirtualClock(), never)
  expect(sample).toMatchObject({ largest: 1316, senders: [`${address}:${sender.address().port}`] })
  expect(sample!.count).toBeGreaterThanOrEqual(50)
  const after = createSocket(address === '::1' ? 'udp6' : 'udp4').bind(port, address)
  await once(after, 'listening')
  after.close()
})

it('a look hears the group that an input hears', async () => {
  const port = await freeUdpPort()
  using _sender = sendTo(port, '239.255.77.77', '127.0.0.1')
  const sample = await lookAtWire(at(port, { multicastGroup: '239.255.77.77' }), new VirtualClock(), never)
  expect(sample!.count).toBeGreaterThanOrEqual(50)
})

it('a look hears no sender but the one that an input hears', async () => {
  const clock = new VirtualClock()
  const port = await freeUdpPort()
  using sender = sendTo(port, '127.0.0.1')
  await once(sender, 'listening')
  const looking = lookAtWire(at(port, { sourceAddress: '127.0.0.9' }), clock, never)
  using right = sendTo(port, '127.0.0.1', '127.0.0.9')
  const sample = await looking
  expect(sample!.senders).toEqual([`127.0.0.9:${right.address().port}`])
})

it('a look tells nothing where it cannot listen: the port is taken, or no network has the group', async () => {
  const held = createSocket('udp4').bind(0, '127.0.0.1')
  await once(held, 'listening')
  const { port } = held.address()
  expect(await lookAtWire(at(port), new VirtualClock(), never)).toBeNull()
  held.close()
  const nowhere = at(port, { multicastGroup: '239.255.77.78', listenAddress: '192.0.2.254' })
  expect(await lookAtWire(nowhere, new VirtualClock(), never)).toBeNull()
})

it('a look that is ended lets its port go at once, and tells nothing', async () => {
  const port = await freeUdpPort()
  const over = new AbortController()
  const looking = lookAtWire(at(port), new VirtualClock(), over.signal)
  over.abort()
  expect(await looking).toBeNull()
  await until(
    async () => {
      const socket = createSocket('udp4')
      const isFree = await new Promise((resolve) => {
        socket.once('error', () => resolve(false)).bind({ port, address: '127.0.0.1', exclusive: true }, () => resolve(true))
      })
      socket.close()
      return isFree
    },
    3000,
    'the port',
  )
})
