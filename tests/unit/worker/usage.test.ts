import { expect, it } from 'vitest'
import { addressIn } from '../../../src/worker/outputs/tcpTable.ts'
import { UsageMeter } from '../../../src/worker/processes/usage.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

it('a process is read anew every two seconds at most, and its share of a core is known from the second time on', async () => {
  const clock = new VirtualClock()
  const meter = new UsageMeter(process.pid, clock)
  expect(meter.cpuSeconds).toBe(0)
  const first = meter.read()
  expect(first.cpuPercent).toBeNull()
  expect(first.rssBytes).toBeGreaterThan(10_000_000)
  const began = meter.cpuSeconds
  expect(began).toBeGreaterThan(0)
  // Some work, so that the next reading differs.
  const busy = process.cpuUsage()
  while (process.cpuUsage(busy).user + process.cpuUsage(busy).system < 60_000) Math.sqrt(2)
  await clock.advance(1899)
  expect(meter.read()).toEqual(first)
  await clock.advance(101)
  const { cpuPercent } = meter.read()
  expect(cpuPercent).toBeCloseTo((meter.cpuSeconds - began) * 50, 6)
  expect(cpuPercent).toBeGreaterThanOrEqual(2)
})

it('of a process that is no more nothing is known', () => {
  expect(new UsageMeter(2 ** 22 + 1, new VirtualClock()).read()).toEqual({ cpuPercent: null, rssBytes: null })
})

it.each([
  ['0100007F:0050', '127.0.0.1'],
  ['00000000000000000000000001000000:0050', '0:0:0:0:0:0:0:1'],
  ['B80D0120000000000000000007000000:0050', '2001:db8:0:0:0:0:0:7'],
])('an address of the kernel’s table is read, of either family: %s', (place, address) => {
  expect(addressIn(place)).toBe(address)
})
