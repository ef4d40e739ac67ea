import type { Bus, ComponentFact } from '../../domain/bus.ts'
import type { Clock } from '../../domain/clock.ts'

/** MediaMTX's health as the bus hears it: once for each change. */
export class Health {
  readonly #bus: Bus
  readonly #clock: Clock
  #fact: ComponentFact | null = null
  #said = { healthy: false, version: null as string | null, detail: '' }
  #note: string | null = null
  #obstacle: string | null = null

  constructor(bus: Bus, clock: Clock) {
    this.#bus = bus
    this.#clock = clock
  }

  /** What is wrong, or how it runs; null before the first report. */
  get detail(): string | null {
    return this.#fact?.detail ?? null
  }

  report(healthy: boolean, version: string | null, detail: string): void {
    this.#said = { healthy, version, detail }
    this.#tell()
  }

  /** What is wrong beside, a sentence; null: nothing. */
  note(text: string | null): void {
    this.#note = text
    if (this.#fact) this.#tell()
  }

  /** Why it is of no use although it answers, a sentence; null: nothing of the kind. */
  obstacle(text: string | null): void {
    this.#obstacle = text
    if (this.#fact) this.#tell()
  }

  #tell(): void {
    const { version } = this.#said
    const healthy = this.#said.healthy && this.#obstacle === null
    const beside = this.#said.healthy ? [this.#obstacle, this.#note] : []
    const detail = [this.#said.detail, ...beside].filter(Boolean).join(' ')
    const before = this.#fact
    if (before && healthy === before.healthy && version === before.version && detail === before.detail) return
    const since = before && before.healthy === healthy ? before.since : this.#clock.date().toISOString()
    this.#fact = { healthy, version, detail, since }
    this.#bus.publish('componentFact', { component: 'mediamtx', fact: this.#fact })
  }
}
