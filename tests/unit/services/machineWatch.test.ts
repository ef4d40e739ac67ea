import { expect, it } from 'vitest'
import { busyTimes, MachineWatch } from '../../../src/services/machineWatch.ts'

it('counts what waits for a disk as idle, and a guest once', () => {
  expect(busyTimes('cpu  100 20 30 400 50 1 2 3 77 0\ncpu0 50 10 15 200 25 0 1 1 0 0\n')).toEqual({ busy: 156, all: 606 })
  expect(busyTimes('cpu0 50 10 15 200 25 0 1 1 0 0\n')).toBeNull()
  expect(busyTimes('')).toBeNull()
})

it('tells what this machine has', () => {
  const watch = new MachineWatch()
  watch.measure()
  const machine = watch.now(20e9)
  expect(machine).toMatchObject({ cpuPercent: null, diskBytes: 20e9 })
  expect(machine.cores).toBeGreaterThan(0)
  expect(machine.memoryUsedBytes).toBeGreaterThan(0)
  expect(machine.memoryUsedBytes).toBeLessThan(machine.memoryBytes)
})
