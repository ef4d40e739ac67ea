import { expect, it } from 'vitest'
import { UsageMeter } from '../../../src/worker/processes/usage.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const { platform } = process

it.runIf(platform === 'linux')(
  'what a process took of the processor only grows, and of one that is gone nothing is known',
  async () => {
    const clock = new VirtualClock()
    const meter = new UsageMeter(process.pid, clock)
    expect(meter.cpuSeconds).toBe(0)
    expect(meter.read()).toEqual({ cpuPercent: null, rssBytes: expect.any(Number) })
    const first = meter.cpuSeconds
    expect(first).toBeGreaterThan(0)
    await clock.advance(2000)
    expect(meter.read().cpuPercent).toBeGreaterThanOrEqual(0)
    expect(meter.cpuSeconds).toBeGreaterThanOrEqual(first)

    // No process has this number.
    const gone = new UsageMeter(2 ** 22 + 1, clock)
    expect([gone.read(), gone.cpuSeconds]).toEqual([{ cpuPercent: null, rssBytes: null }, 0])
  },
)
