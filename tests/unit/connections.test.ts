import { expect, it } from 'vitest'
import { mostConnections } from '../../src/server/connections.ts'

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
