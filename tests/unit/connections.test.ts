import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { mostConnections, SocketsByPlace } from '../../src/server/connections.ts'

const limits = (soft: string) => `Limit                     Soft Limit           Hard Limit           Units
Max processes             62784                62784                processes
Max open files            ${soft.padEnd(21)}1048576              files
Max locked memory         8388608              8388608              bytes`

it('connections leave most of the open files to everything else', () => {
  expect(mostConnections(limits('90'))).toBe(22)
  expect(mostConnections(limits('1024'))).toBe(256)
  expect(mostConnections(limits('20'))).toBe(10)
  expect(mostConnections(limits('1048576'))).toBe(10_000)
  expect(mostConnections(limits('unlimited'))).toBe(256)
  expect(mostConnections('')).toBe(256)
})

it('sockets of one place are bounded, and those that close make room', async () => {
  const sockets = new SocketsByPlace(2)
  const [first, second, third] = [new PassThrough(), new PassThrough(), new PassThrough()]
  expect([sockets.take('a', first), sockets.take('a', second), sockets.take('a', third)]).toEqual([true, true, false])
  expect(sockets.take('b', third)).toBe(true)
  first.destroy()
  await new Promise((resolve) => first.once('close', resolve))
  expect(sockets.take('a', new PassThrough())).toBe(true)
  expect(sockets.take('a', new PassThrough())).toBe(false)
})
