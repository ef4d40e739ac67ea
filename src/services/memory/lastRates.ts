import type { Bus } from '../../domain/bus.ts'
import type { InputRates } from '../../domain/input.ts'
import type { OutputRates } from '../../domain/output.ts'

/** What the worker measured last, of all at one time. */
export class LastRates {
  #inputs = new Map<string, InputRates>()
  #outputs = new Map<string, OutputRates>()
  #at: Date | null = null

  constructor(bus: Bus) {
    bus.subscribe('rates', ({ at, inputs, outputs }) => {
      this.#at = new Date(at)
      this.#inputs = new Map(inputs.map((rates) => [rates.id, rates]))
      this.#outputs = new Map(outputs.map((rates) => [rates.id, rates]))
    })
  }

  /** When they were taken; null before the first. */
  get at(): Date | null {
    return this.#at
  }

  input(id: string): InputRates {
    return this.#inputs.get(id) ?? { id, bitrateBps: 0, bytesReceived: 0, errors: 0 }
  }

  output(id: string): OutputRates {
    const none = { id, bitrateBps: 0, bytesSent: 0, callers: 0, cpuPercent: null, rssBytes: null, mediaTimeMs: null }
    return this.#outputs.get(id) ?? none
  }
}
