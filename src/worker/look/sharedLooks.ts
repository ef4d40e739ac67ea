import type { Clock } from '../../domain/clock.ts'
import type { OutputTarget } from '../../domain/output.ts'
import type { RetryLook } from './beforeRetry.ts'

/** What was seen of a place serves all who look there so soon after. */
const sharedMs = 250

type Look = (target: OutputTarget, signal: AbortSignal) => Promise<RetryLook>

interface Shared {
  look: Promise<RetryLook>
  /** Ends it when nobody waits for it any more. */
  end: AbortController
  waiting: number
}

/** Spares a server that many outputs go to one connection for each of them: it might take that for an attack. */
export class SharedLooks {
  readonly #clock: Clock
  readonly #look: Look
  readonly #recent = new Map<string, Shared>()

  constructor(clock: Clock, look: Look) {
    this.#clock = clock
    this.#look = look
  }

  /** When `signal` aborts it resolves at once, to what means nothing. */
  async look(target: OutputTarget, signal: AbortSignal): Promise<RetryLook> {
    const place = placeOf(target)
    const shared = this.#recent.get(place) ?? this.#begin(place, target)
    shared.waiting += 1
    const left = Promise.withResolvers<RetryLook>()
    const leave = () => left.resolve({ cause: null, sawCertificate: false })
    signal.addEventListener('abort', leave, { once: true })
    if (signal.aborted) leave()
    try {
      return await Promise.race([shared.look, left.promise])
    } finally {
      signal.removeEventListener('abort', leave)
      shared.waiting -= 1
      if (shared.waiting === 0 && signal.aborted) this.#end(place, shared)
    }
  }

  #begin(place: string, target: OutputTarget): Shared {
    const end = new AbortController()
    const shared = { look: this.#look(target, end.signal), end, waiting: 0 }
    this.#recent.set(place, shared)
    void this.#clock.sleep(sharedMs, end.signal).then(() => this.#forget(place, shared))
    return shared
  }

  #end(place: string, shared: Shared): void {
    // Whoever comes now begins anew: this one says nothing true any more.
    this.#forget(place, shared)
    shared.end.abort(null)
  }

  #forget(place: string, shared: Shared): void {
    if (this.#recent.get(place) === shared) this.#recent.delete(place)
  }
}

/** The same for targets of which a look finds the same. */
function placeOf({ protocol, url, allowInvalidCertificate }: OutputTarget): string {
  const { protocol: scheme, host } = new URL(url)
  return [protocol, scheme, host, allowInvalidCertificate].join(' ')
}
