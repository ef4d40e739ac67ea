/**
 * Wakes a loop that sleeps: it looks at everything anew after each ring, so that no event is lost and none needs a
 * handler of its own. Take `signal` before looking; a ring while looking is then not missed.
 */
export class Bell {
  #controller = new AbortController()

  /** Aborts at the next ring. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  ring(): void {
    const rung = this.#controller
    this.#controller = new AbortController()
    rung.abort()
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
  let heard = bell.signal
  const look = () => {
    if (isMoot()) return moot.abort()
    heard = bell.signal
    heard.addEventListener('abort', look, { once: true })
  }
  look()
  return { signal: moot.signal, [Symbol.dispose]: () => heard.removeEventListener('abort', look) }
}
