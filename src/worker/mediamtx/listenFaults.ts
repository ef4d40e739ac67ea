import type { Clock } from '../../domain/clock.ts'
import { cannotListen, feedLost } from '../../domain/causes/input.ts'
import type { ListenFault } from '../../domain/programs/mediamtxLog.ts'
import type { Machine } from './machine.ts'
import type { WatchedInput } from './watchedInput.ts'

/** MediaMTX tries again every 5 s, and says so each time that it fails. */
const quietMeansListeningMs = 6500
/** A path that was just made fails at once, or not at all. */
const quietAfterRemakeMs = 700
const probeEveryMs = 1000
/** A port that looked free and was not: no use in trying again so soon. */
const probeAgainAfterRemakeMs = 5000

interface Fault {
  input: WatchedInput
  fault: ListenFault
  /** Its feed was lost before, and is so still when it listens again. */
  wasLost: boolean
  /** Without a further line until then, it listens. Monotonic milliseconds, as the next one. */
  goodAt: number
  probeAt: number
  probing: boolean
}

/**
 * Inputs whose socket could not be opened. Only MediaMTX's log tells that, and nothing tells that it succeeded later:
 * that is concluded from its silence, and hastened by looking whether the port became free.
 */
export class ListenFaults {
  readonly #clock: Clock
  readonly #machine: Pick<Machine, 'isHere' | 'udpPortHolder'>
  readonly #remake: (input: WatchedInput) => void
  readonly #faults = new Map<string, Fault>()

  constructor(clock: Clock, machine: Pick<Machine, 'isHere' | 'udpPortHolder'>, remake: (input: WatchedInput) => void) {
    this.#clock = clock
    this.#machine = machine
    this.#remake = remake
  }

  /** The log said that `input` cannot listen; `evidence` is the line, redacted, null where it was seen otherwise. */
  async tell(input: WatchedInput, fault: ListenFault, evidence: string | null): Promise<void> {
    const { id } = input.assignment
    const now = this.#clock.now()
    const before = this.#faults.get(id)
    const probeAt = Math.max(now + probeEveryMs, before?.probeAt ?? 0)
    const wasLost = input.state === 'LOST' || before?.wasLost === true
    const mine: Fault = { input, fault, wasLost, goodAt: now + quietMeansListeningMs, probeAt, probing: false }
    this.#faults.set(id, mine)
    const holder = fault === 'BUSY' ? await this.#holderOf(input) : null
    if (this.#faults.get(id) === mine) this.#fail(mine, holder, evidence)
  }

  #fail({ input, fault }: Fault, holder: string | null, evidence: string | null): void {
    input.become('FAILED', cannotListen(fault, input.assignment, holder, evidence, this.#machine.isHere))
  }

  /** The input was stopped, changed, received something, or MediaMTX ended. */
  forget(id: string): void {
    this.#faults.delete(id)
  }

  /** To be called at each look: lets go what listens again, and looks after ports that may be free now. */
  check(): void {
    const now = this.#clock.now()
    for (const [id, fault] of this.#faults) {
      if (now >= fault.goodAt) {
        this.#faults.delete(id)
        if (fault.input.state !== 'FAILED') continue
        if (fault.wasLost) fault.input.become('LOST', feedLost())
        else fault.input.become('WAITING', null)
      } else if (fault.fault === 'BUSY' && this.#machine.isHere && now >= fault.probeAt && !fault.probing)
        void this.#probe(id, fault)
    }
  }

  async #probe(id: string, fault: Fault): Promise<void> {
    fault.probing = true
    const holder = await this.#holderOf(fault.input)
    const now = this.#clock.now()
    fault.probing = false
    fault.probeAt = now + (holder === null ? probeAgainAfterRemakeMs : probeEveryMs)
    if (holder !== null || this.#faults.get(id) !== fault) return
    fault.goodAt = now + quietAfterRemakeMs
    this.#remake(fault.input)
  }

  #holderOf({ assignment }: WatchedInput): Promise<string | null> {
    const { udpPort, listenAddress, multicastGroup } = assignment
    return this.#machine.udpPortHolder(udpPort, multicastGroup ?? listenAddress)
  }
}
