import { PortTakenError } from '../domain/errors.ts'
import type { PortRange } from '../domain/inputRules.ts'
import { readSrtPort } from '../domain/outputRules.ts'
import type { Worker } from '../domain/worker.ts'
import type { PortHolders } from './udpPorts.ts'

const everywhere = '0.0.0.0'

/** The ports of the SRT range that a listener may have for itself: all but the first, which is shared. */
export class SrtPorts {
  readonly #range: PortRange
  readonly #catalogue: Pick<PortHolders, 'outputs'>
  readonly #worker: Pick<Worker, 'udpPortHolder'>

  /** `range` as configured, the shared port included. */
  constructor(range: PortRange, catalogue: Pick<PortHolders, 'outputs'>, worker: Pick<Worker, 'udpPortHolder'>) {
    this.#range = { start: range.start + 1, end: range.end }
    this.#catalogue = catalogue
    this.#worker = worker
  }

  /** The lowest port that neither an output nor another program has; null when there is none. */
  async nextFree(): Promise<number | null> {
    const taken = new Set(this.#catalogue.outputs().map(({ port }) => port))
    for (let port = this.#range.start; port <= this.#range.end; port++) {
      if (!taken.has(port) && (await this.#worker.udpPortHolder(port, everywhere)) === null) return port
    }
    return null
  }

  /** Throws InvalidValueError for a port outside the range, PortTakenError when someone has it. `exceptId`: the output that asks. */
  async check(port: number, field: string, exceptId: string | null = null): Promise<void> {
    readSrtPort(port, this.#range, field)
    const output = this.#catalogue.outputs().find((other) => other.port === port && other.id !== exceptId)
    const holder = output ? `output "${output.name}"` : await this.#worker.udpPortHolder(port, everywhere)
    if (holder !== null) throw new PortTakenError(port, holder, `Port ${port} is taken by ${holder}`)
  }
}
