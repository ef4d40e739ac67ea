import { InvalidValueError, PortTakenError } from '../domain/errors.ts'
import { readUdpPort, rivalOf } from '../domain/inputRules.ts'
import { feederOf } from '../domain/loops.ts'
import type { OwnPlace } from '../domain/loops.ts'
import type { InputSettings, Listening } from '../domain/input.ts'
import type { OutputSettings } from '../domain/output.ts'
import type { PortRange } from '../domain/inputRules.ts'
import type { Worker } from '../domain/worker.ts'

/** Where an input listens, its port still to be chosen. */
type Where = Omit<Listening, 'udpPort'>

export const everywhere: Where = { listenAddress: '0.0.0.0', multicastGroup: null, sourceAddress: null }

/** The inputs and outputs that ports are held against. */
export interface PortHolders {
  inputSettings(): readonly InputSettings[]
  outputs(): readonly OutputSettings[]
}

/** The UDP ports of the range, and who has each. */
export class UdpPorts {
  readonly #range: PortRange
  readonly #catalogue: PortHolders
  readonly #worker: Pick<Worker, 'inputPortHolder'>
  readonly #here: () => OwnPlace

  constructor(range: PortRange, catalogue: PortHolders, worker: Pick<Worker, 'inputPortHolder'>, here: () => OwnPlace) {
    this.#range = range
    this.#catalogue = catalogue
    this.#worker = worker
    this.#here = here
  }

  /** Ports that no input has. */
  countFree(): number {
    return this.#range.end - this.#range.start + 1 - this.#taken(null).size
  }

  /** The lowest port that neither an input nor another program has and no output sends to; null when there is none. */
  async nextFree(where: Where, exceptId: string | null = null): Promise<number | null> {
    const taken = this.#taken(exceptId)
    for (let port = this.#range.start; port <= this.#range.end; port++) {
      if (taken.has(port) || this.#feederOf(port, where)) continue
      if ((await this.#programAt(port, where)) === null) return port
    }
    return null
  }

  /**
   * The port that an input may have: the one given, or the next free one. `exceptId` is the input that asks. Throws
   * InvalidValueError for a port outside the range, for one that an output sends to or when none is free, PortTakenError
   * when someone has it.
   */
  async choose(given: number | null | undefined, where: Where, field: string, exceptId: string | null = null): Promise<number> {
    if (given === null || given === undefined) {
      const free = await this.nextFree(where, exceptId)
      if (free !== null) return free
      throw new InvalidValueError(
        field,
        `No UDP port from ${this.#range.start} to ${this.#range.end} is free: delete an input or widen the range`,
      )
    }
    const port = readUdpPort(given, this.#range, field)
    const input = rivalOf(this.#catalogue.inputSettings(), { ...where, udpPort: port }, exceptId)
    const feeder = this.#feederOf(port, where)
    if (feeder) {
      throw new InvalidValueError(field, `Output "${feeder.name}" sends to that port of this server: the input would receive it`)
    }
    const holder = input ? `input "${input.name}"` : await this.#programAt(port, where)
    if (holder !== null) throw new PortTakenError(port, holder, `UDP port ${port} is taken by ${holder}`)
    return port
  }

  #feederOf(port: number, where: Where): OutputSettings | null {
    return feederOf({ ...where, udpPort: port }, this.#catalogue.outputs(), this.#here())
  }

  /** Programs share the ports of multicast groups. */
  async #programAt(port: number, { listenAddress, multicastGroup }: Where): Promise<string | null> {
    return multicastGroup === null ? this.#worker.inputPortHolder(port, listenAddress) : null
  }

  #taken(exceptId: string | null): Set<number> {
    const { start, end } = this.#range
    const others = this.#catalogue
      .inputSettings()
      .filter(({ id, udpPort }) => id !== exceptId && udpPort >= start && udpPort <= end)
    return new Set(others.map(({ udpPort }) => udpPort))
  }
}
