import type { Clock } from '../../domain/clock.ts'
import type { Machine } from './machine.ts'
import type { WatchedInput } from './watchedInput.ts'

const everyMs = 3000

/** Looks after the ports of inputs that wait, where MediaMTX's log, which tells of a port that is taken, is not read. */
export class PortWatch {
  readonly #clock: Clock
  readonly #machine: Pick<Machine, 'isHeard' | 'udpPortHolder'>
  readonly #onHeld: (input: WatchedInput) => void
  #lookedAt = Number.NEGATIVE_INFINITY
  #isLooking = false

  /** `onHeld`: another has the port of this input, as far as can be seen. */
  constructor(clock: Clock, machine: Pick<Machine, 'isHeard' | 'udpPortHolder'>, onHeld: (input: WatchedInput) => void) {
    this.#clock = clock
    this.#machine = machine
    this.#onHeld = onHeld
  }

  /** To be called at each look, with all inputs. */
  check(inputs: Iterable<WatchedInput>): void {
    const now = this.#clock.now()
    if (this.#machine.isHeard || this.#isLooking || now - this.#lookedAt < everyMs) return
    this.#lookedAt = now
    // Others may share the port of a multicast group.
    const waiting = [...inputs].filter(({ state, failure, assignment }) => {
      const isMissed = state === 'WAITING' || (state === 'FAILED' && failure?.code === 'PORT_BUSY')
      return isMissed && assignment.multicastGroup === null
    })
    if (waiting.length > 0) void this.#look(waiting)
  }

  async #look(inputs: readonly WatchedInput[]): Promise<void> {
    this.#isLooking = true
    for (const input of inputs) {
      const { assignment, state } = input
      const holder = await this.#machine.udpPortHolder(assignment.udpPort, assignment.listenAddress).catch(() => null)
      if (holder !== null && input.assignment === assignment && input.state === state) this.#onHeld(input)
    }
    this.#isLooking = false
  }
}
