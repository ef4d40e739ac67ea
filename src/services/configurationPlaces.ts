import type { SecretOutput } from '../domain/configuration/configuration.ts'
import type { Faults } from '../domain/configuration/faults.ts'
import type { Current, InputStep, OutputStep, Steps } from '../domain/configuration/match.ts'
import type { ForbiddenPlaces } from '../domain/destinations/forbiddenPlaces.ts'
import type { InputSettings } from '../domain/input.ts'
import { isMoved } from '../domain/inputRules.ts'
import type { PortRange } from '../domain/inputRules.ts'
import { checkNoLoop } from '../domain/loops.ts'
import type { OwnPlace } from '../domain/loops.ts'
import type { OutputSettings } from '../domain/output.ts'
import type { Worker } from '../domain/worker.ts'
import { SrtPorts } from './srtPorts.ts'
import { UdpPorts } from './udpPorts.ts'
import type { PortHolders } from './udpPorts.ts'

export interface PlaceParts {
  worker: Worker
  udpPortRange: PortRange
  /** As configured, the shared port included. */
  srtPortRange: PortRange
  here: () => OwnPlace
  forbidden: ForbiddenPlaces
}

/** Ports and addresses of a file, by the rules for a single change, held against what there will be instead of what there is. */
export class PlacesOfSteps {
  readonly #steps: Steps
  readonly #parts: PlaceParts
  readonly #future: PortHolders
  readonly #udpPorts: UdpPorts
  readonly #srtPorts: SrtPorts

  constructor(steps: Steps, current: Current, parts: PlaceParts) {
    this.#steps = steps
    this.#parts = parts
    this.#future = futureOf(steps, current)
    // What we hold now we give up, where another is to have it.
    const ours = new Set([
      ...current.inputs.map(({ udpPort }) => udpPort),
      ...current.outputs.map(({ settings }) => settings.port),
    ])
    const { worker, here } = parts
    this.#udpPorts = new UdpPorts(
      parts.udpPortRange,
      this.#future,
      { inputPortHolder: async (port, address) => (ours.has(port) ? null : worker.inputPortHolder(port, address)) },
      here,
    )
    this.#srtPorts = new SrtPorts(parts.srtPortRange, this.#future, {
      udpPortHolder: async (port, address) => (ours.has(port) ? null : worker.udpPortHolder(port, address)),
    })
  }

  /** Chooses the ports that are still to be chosen, and tells `faults` what cannot be. */
  async check(faults: Faults): Promise<void> {
    // Those that name a port first: it is theirs.
    const inputs = this.#steps.inputs.toSorted(
      (one, other) => Number(one.after.udpPort === 0) - Number(other.after.udpPort === 0),
    )
    for (const step of inputs) await this.#checkInput(step, faults)
    for (const output of this.#steps.inputs.flatMap(({ outputs }) => outputs)) await this.#checkOutput(output, faults)
  }

  async #checkInput({ wanted, before, after }: InputStep, faults: Faults): Promise<void> {
    if (before !== null && !isMoved(before, after)) return
    const field = `${wanted.field}.udpPort`
    const asked = wanted.udpPort ?? before?.udpPort ?? null
    const port = await faults.collect(field, () => this.#udpPorts.choose(asked, after, field, after.id))
    if (port !== null) after.udpPort = port
  }

  async #checkOutput({ wanted, before, after }: OutputStep, faults: Faults): Promise<void> {
    const { here, forbidden } = this.#parts
    if (after.url !== before?.settings.url) {
      await faults.collect(wanted.field, () => {
        const field = `${wanted.field}.url`
        forbidden.check(after, field)
        checkNoLoop(after, { inputs: this.#future.inputSettings(), outputs: this.#future.outputs() }, here(), field)
      })
    }
    const { port } = after
    if (port === null || port === before?.settings.port) return
    const field = `${wanted.field}.port`
    await faults.collect(field, () => this.#srtPorts.check(port, field, after.id))
  }
}

/** What there will be; an input whose port is still to be chosen is not among it until it has one. */
function futureOf({ inputs, removedInputs, removedOutputs }: Steps, current: Current): PortHolders {
  const known = new Set(inputs.map(({ before }) => before?.id))
  const goneInputs = new Set(removedInputs.map(({ id }) => id))
  const otherInputs = current.inputs.filter(({ id }) => !known.has(id) && !goneInputs.has(id))
  const steps = inputs.flatMap(({ outputs }) => outputs)
  const knownOutputs = new Set(steps.map(({ before }) => before?.settings.id))
  const goneOutputs = new Set(removedOutputs.map(({ settings }) => settings.id))
  const isOther = ({ settings: { id } }: SecretOutput) => !knownOutputs.has(id) && !goneOutputs.has(id)
  const outputs: OutputSettings[] = [
    ...current.outputs.filter(isOther).map(({ settings }) => settings),
    ...steps.map(({ after }) => after),
  ]
  return {
    inputSettings: (): InputSettings[] => [
      ...otherInputs,
      ...inputs.map(({ after }) => after).filter(({ udpPort }) => udpPort !== 0),
    ],
    outputs: () => outputs,
  }
}
