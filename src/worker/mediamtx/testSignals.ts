import { TestSignal } from './testSignal.ts'
import type { Target, TestSignalDeps, Wish } from './testSignal.ts'

export interface TestSignalsEvents {
  /** A test signal began, or is to end at another time, ISO 8601; null: it has ended and its process has exited. */
  onChange(inputId: string, endsAt: string | null): void
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
    const { clock } = this.#deps
    const lastsMs = seconds * 1000
    const wish = { target, endsAt: clock.now() + lastsMs }
    const known = this.#signals.get(inputId)
    if (known) known.become(wish)
    else this.#signals.set(inputId, this.#begin(inputId, wish))
    this.#events.onChange(inputId, new Date(clock.date().getTime() + lastsMs).toISOString())
  }

  #begin(inputId: string, wish: Wish): TestSignal {
    return new TestSignal(this.#deps, wish, {
      onLine: (text) => this.#events.onLine(inputId, text),
      onEnd: () => {
        this.#signals.delete(inputId)
        this.#events.onChange(inputId, null)
      },
    })
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
