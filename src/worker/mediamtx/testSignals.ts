import { TestSignal } from './testSignal.ts'
import type { Target, TestSignalDeps } from './testSignal.ts'

export interface TestSignalsEvents {
  /** A test signal began, or has ended and its process has exited. */
  onChange(inputId: string, on: boolean): void
  /** FFmpeg complained. */
  onLine(inputId: string, text: string): void
}

/** The test signals of all inputs, one at most for each. The last wish for an input holds. */
export class TestSignals {
  readonly #deps: TestSignalDeps
  readonly #events: TestSignalsEvents
  readonly #signals = new Map<string, TestSignal>()
  readonly #closing = new AbortController()

  constructor(deps: Omit<TestSignalDeps, 'closing'>, events: TestSignalsEvents) {
    this.#deps = { ...deps, closing: this.#closing.signal }
    this.#events = events
  }

  /** Whether one is wished, or a process of it still runs. */
  has(inputId: string): boolean {
    return this.#signals.has(inputId)
  }

  /** For so many seconds from now, also when one runs already. */
  start(inputId: string, target: Target, seconds: number): void {
    if (this.#closing.signal.aborted) return
    const wish = { target, endsAt: this.#deps.clock.now() + seconds * 1000 }
    const known = this.#signals.get(inputId)
    if (known) return known.become(wish)
    const signal = new TestSignal(this.#deps, wish, {
      onLine: (text) => this.#events.onLine(inputId, text),
      onEnd: () => {
        this.#signals.delete(inputId)
        this.#events.onChange(inputId, false)
      },
    })
    this.#signals.set(inputId, signal)
    this.#events.onChange(inputId, true)
  }

  /** Sends to this target for the time that is left, if one is wished. */
  move(inputId: string, target: Target): void {
    const signal = this.#signals.get(inputId)
    if (signal?.wish) signal.become({ ...signal.wish, target })
  }

  stop(inputId: string): void {
    this.#signals.get(inputId)?.become(null)
  }

  /** Ends all for ever. Resolves when their processes have exited. */
  async stopAll(): Promise<void> {
    this.#closing.abort()
    await Promise.all(
      [...this.#signals.values()].map((signal) => {
        signal.become(null)
        return signal.ended
      }),
    )
  }
}
