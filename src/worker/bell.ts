/**
 * Wakes a loop that sleeps: it looks at everything anew after each ring, so that no event is lost and none needs a
 * handler of its own. Take `signal` before looking; a ring while looking is then not missed.
 */
export class Bell {
  readonly #listeners = new Set<() => void>()
  /** Made when somebody asks for it: it costs more than most rings do. */
  #controller: AbortController | null = null

  /** Aborts at the next ring. */
  get signal(): AbortSignal {
    return (this.#controller ??= new AbortController()).signal
  }

  /** Calls `onRing` at each ring, until it is disposed of. */
  listen(onRing: () => void): Disposable {
    this.#listeners.add(onRing)
    return { [Symbol.dispose]: () => void this.#listeners.delete(onRing) }
  }

  ring(): void {
    const rung = this.#controller
    this.#controller = null
    // With a reason of our own: the usual exception is costly, and nobody reads it.
    rung?.abort(null)
    for (const onRing of this.#listeners) onRing()
  }
}

/** The sleep of one loop that several things may end. What wakes it while it is awake ends its next sleep at once. */
export class Nap {
  #isWoken = false
  #end: (() => void) | null = null

  /** A function, to be handed on. */
  readonly wake = (): void => {
    this.#isWoken = true
    this.#end?.()
  }

  async untilWoken(): Promise<void> {
    if (!this.#isWoken) await new Promise<void>((resolve) => (this.#end = resolve))
    this.#isWoken = false
    this.#end = null
  }
}

/** Resolves when `signal` aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/**
 * A signal that aborts at the first ring at which `isMoot` says yes: for work that goes on through rings that do not
 * concern it. It follows the bell until it is disposed of.
 */
export function untilMoot(bell: Bell, isMoot: () => boolean): { signal: AbortSignal } & Disposable {
  const moot = new AbortController()
  const look = () => {
    if (isMoot()) moot.abort()
  }
  const listening = bell.listen(look)
  look()
  return { signal: moot.signal, [Symbol.dispose]: () => listening[Symbol.dispose]() }
}
