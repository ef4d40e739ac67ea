import { TestSignal } from './testSignal.ts'
import type { Target, TestSignalDeps } from './testSignal.ts'

export interface TestSignalEvents {
  /** A test signal began, or has ended and its process has exited. */
  onChange(inputId: string, on: boolean): void
  /** FFmpeg complained. */
  onLine(inputId: string, text: string): void
}

/** The test signals of all inputs, one at most for each. */
export class TestSignals {
  readonly #deps: TestSignalDeps
  readonly #events: TestSignalEvents
  readonly #signals = new Map<string, TestSignal>()

  constructor(deps: TestSignalDeps, events: TestSignalEvents) {
    this.#deps = deps
    this.#events = events
  }

  has(inputId: string): boolean {
    return this.#signals.has(inputId)
  }

  /** One that runs already is left as it is. */
  start(inputId: string, target: Target, seconds: number): void {
    if (this.#signals.has(inputId)) return
    const signal = new TestSignal(this.#deps, target, seconds, (text) => this.#events.onLine(inputId, text))
    this.#signals.set(inputId, signal)
    this.#events.onChange(inputId, true)
    void signal.ended.then(() => {
      this.#signals.delete(inputId)
      this.#events.onChange(inputId, false)
    })
  }

  /** Sends to another target for the time that is left. */
  async move(inputId: string, target: Target): Promise<void> {
    const signal = this.#signals.get(inputId)
    if (!signal) return
    const secondsLeft = (signal.endsAt - this.#deps.clock.now()) / 1000
    await signal.stop()
    if (secondsLeft > 0) this.start(inputId, target, secondsLeft)
  }

  async stop(inputId: string): Promise<void> {
    await this.#signals.get(inputId)?.stop()
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#signals.values()].map((signal) => signal.stop()))
  }
}
