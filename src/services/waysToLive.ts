import { Histogram, waitBounds } from '../domain/histogram.ts'
import type { OutputFact, Protocol } from '../domain/output.ts'
import { isCarrying, type OutputState } from '../domain/states.ts'

/** What an output was before it became LIVE: it was just started, or it had been live and fell out. */
export const beginnings = ['START', 'DROP'] as const
export type Beginning = (typeof beginnings)[number]

/** On the way, whatever becomes of it. */
const underWay: ReadonlySet<OutputState> = new Set<OutputState>(['STARTING', 'RECONNECTING', 'FAILED'])

/** How long outputs took to become LIVE, by protocol: who has a way that nobody cut short. */
export class WaysToLive {
  readonly #times = new Map<string, { beginning: Beginning; protocol: Protocol; seconds: Histogram }>()
  readonly #began = new Map<string, { beginning: Beginning; at: number }>()
  readonly #states = new Map<string, OutputState>()

  observe({ id, state, stateSince }: Pick<OutputFact, 'id' | 'state' | 'stateSince'>, protocol: Protocol): void {
    const before = this.#states.get(id)
    if (before === state) return
    this.#states.set(id, state)
    const at = Date.parse(stateSince)
    const began = this.#began.get(id)
    if (state === 'STARTING') this.#began.set(id, { beginning: 'START', at })
    else if (before && isCarrying(before) && underWay.has(state)) this.#began.set(id, { beginning: 'DROP', at })
    else if (state === 'LIVE' && began) this.#arrived(began, at, protocol)
    if (!underWay.has(state)) this.#began.delete(id)
  }

  forget(id: string): void {
    this.#began.delete(id)
    this.#states.delete(id)
  }

  all(): Iterable<{ beginning: Beginning; protocol: Protocol; seconds: Histogram }> {
    return this.#times.values()
  }

  #arrived({ beginning, at: beganAt }: { beginning: Beginning; at: number }, at: number, protocol: Protocol): void {
    const key = `${beginning} ${protocol}`
    const known = this.#times.get(key) ?? { beginning, protocol, seconds: new Histogram(waitBounds) }
    this.#times.set(key, known)
    // The clock of the wall may have been set back.
    known.seconds.observe(Math.max(0, at - beganAt) / 1000)
  }
}
