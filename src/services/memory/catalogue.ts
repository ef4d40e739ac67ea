import type { Bus } from '../../domain/bus.ts'
import type { Clock } from '../../domain/clock.ts'
import type { InputEvent, ObjectEvent, OutputEvent } from '../../domain/events.ts'
import type { Input, InputFact, InputRates, InputSettings } from '../../domain/input.ts'
import type { Output, OutputFact, OutputRates, OutputSecrets, UnreadableSecrets } from '../../domain/output.ts'
import type { Redactor } from '../../domain/redaction.ts'
import type { Desired, InputState, OutputState } from '../../domain/states.ts'
import type { Assignments } from '../../domain/worker.ts'
import type { UnknownValue } from '../../db/unknown.ts'
import { Hub } from './hub.ts'
import { inputAssignment, outputAssignment, usableSecrets } from './knownOutput.ts'
import type { KnownOutput, KnownSecrets } from './knownOutput.ts'
import { LastRates } from './lastRates.ts'
import { SecretsInUse } from './secretsInUse.ts'
import { firstInputState, firstOutputState, Snapshots } from './snapshots.ts'
import type { SnapshotPlaces } from './snapshots.ts'

export interface CatalogueParts extends SnapshotPlaces {
  bus: Bus
  clock: Clock
  redactor: Redactor
}

/** A REMOVED tells of which input the output was, for those who follow one input's. */
export type OutputNotice = OutputEvent | { kind: 'REMOVED'; id: string; inputId: string }

/** Events that a reader may be behind before it is given a new SNAPSHOT. */
const longestBacklog = 256

/**
 * What is true of inputs and outputs now, in memory: what people set, what the worker observed, the last rates.
 * Snapshots for every query and event are taken here. What people set is changed by the services alone, after the
 * database; facts and rates come by the bus.
 */
export class Catalogue {
  readonly inputEvents = new Hub<InputEvent>(longestBacklog)
  readonly outputEvents = new Hub<OutputNotice>(longestBacklog)
  readonly #inputs = new Map<string, InputSettings>()
  readonly #outputs = new Map<string, KnownOutput>()
  #leftOut: readonly UnknownValue[] = []
  readonly #inputFacts = new Map<string, InputFact>()
  readonly #outputFacts = new Map<string, OutputFact>()
  readonly #secrets: SecretsInUse
  readonly #snapshots: Snapshots
  readonly #rates: LastRates

  constructor({ bus, clock, redactor, ...places }: CatalogueParts) {
    this.#snapshots = new Snapshots(places, clock.date())
    this.#secrets = new SecretsInUse(redactor)
    this.#rates = new LastRates(bus)
    bus.subscribe('inputFact', (fact) => this.#observeInput(fact))
    bus.subscribe('outputFact', (fact) => this.#observeOutput(fact))
    bus.subscribe('outputGone', ({ id }) => {
      if (!this.#outputs.has(id)) this.#secrets.gone(id)
    })
  }

  /** What was stored, at boot; `leftOut`: outputs of kinds that are not known. Nobody is told. */
  load(inputs: readonly InputSettings[], outputs: readonly KnownOutput[], leftOut: readonly UnknownValue[] = []): void {
    this.#leftOut = leftOut
    for (const input of inputs) this.#inputs.set(input.id, input)
    for (const output of outputs) this.#keep(output)
  }

  /** Of every input, in order of creation. */
  inputSettings(): InputSettings[] {
    return [...this.#inputs.values()]
  }

  inputs(): Input[] {
    return [...this.#inputs.values()].map((settings) => this.#inputOf(settings))
  }

  input(id: string): Input | null {
    const settings = this.#inputs.get(id)
    return settings ? this.#inputOf(settings) : null
  }

  /** In order of creation; of one input when an id is given. */
  outputs(inputId?: string | null): Output[] {
    return this.#outputsOf(inputId).map((output) => this.#outputOf(output))
  }

  /** As they are stored, in order of creation. */
  storedOutputs(): KnownOutput[] {
    return [...this.#outputs.values()]
  }

  /** As `outputs`. */
  outputIds(inputId?: string | null): string[] {
    return this.#outputsOf(inputId).map(({ settings }) => settings.id)
  }

  output(id: string): Output | null {
    const known = this.#outputs.get(id)
    return known ? this.#outputOf(known) : null
  }

  /** In clear. Throws for an id that is not known. */
  secretsOf(outputId: string): KnownSecrets {
    return present(this.#outputs, outputId)
  }

  /** What the output is to run with. Throws for an id that is not known. */
  usableSecretsOf(outputId: string): OutputSecrets | UnreadableSecrets {
    return usableSecrets(present(this.#outputs, outputId))
  }

  inputRates(id: string): InputRates {
    return this.#rates.input(id)
  }

  outputRates(id: string): OutputRates {
    return this.#rates.output(id)
  }

  /** By id; nothing else of them is looked at. */
  *inputStates(): Generator<[id: string, InputState]> {
    for (const [id, settings] of this.#inputs) yield [id, this.#inputFacts.get(id)?.state ?? firstInputState(settings)]
  }

  *outputStates(): Generator<[id: string, OutputState]> {
    for (const [id, { settings }] of this.#outputs) yield [id, this.#outputFacts.get(id)?.state ?? firstOutputState(settings)]
  }

  /** Whether there is such an input. */
  hasInput(id: string): boolean {
    return this.#inputs.has(id)
  }

  hasOutput(id: string): boolean {
    return this.#outputs.has(id)
  }

  /** Whether what `input:ID` or `output:ID` names is there, be it of a kind that is not known. */
  has(subject: string): boolean {
    const [noun, id = ''] = subject.split(':')
    if (noun === 'input') return this.#inputs.has(id)
    return this.#outputs.has(id) || this.#leftOut.some((output) => output.id === id)
  }

  /** Stored outputs of kinds that this version does not know. */
  get leftOut(): readonly UnknownValue[] {
    return this.#leftOut
  }

  /** What people wish of it; null when there is none. Nothing else of it is looked at. */
  desiredOf(noun: 'input' | 'output', id: string): Desired | null {
    const settings = noun === 'input' ? this.#inputs.get(id) : this.#outputs.get(id)?.settings
    return settings?.desired ?? null
  }

  /** When the rates were taken; null before the first. */
  get ratesAt(): Date | null {
    return this.#rates.at
  }

  /** Processes that run for outputs. */
  get processes(): number {
    let count = 0
    for (const id of this.#outputs.keys()) if (this.#outputFacts.get(id)?.process) count++
    return count
  }

  /** The whole of what the worker is to do. */
  assignments(): Assignments {
    return {
      inputs: [...this.#inputs.values()].map(inputAssignment),
      outputs: [...this.#outputs.values()].map(outputAssignment),
    }
  }

  /** After the database: a new input, or a changed one. Tells the followers. */
  putInput(settings: InputSettings): Input {
    const kind = this.#inputs.has(settings.id) ? 'CHANGED' : 'ADDED'
    this.#inputs.set(settings.id, settings)
    return announce(this.inputEvents, kind, this.#inputOf(settings))
  }

  putOutput(output: KnownOutput): Output {
    const kind = this.#outputs.has(output.settings.id) ? 'CHANGED' : 'ADDED'
    this.#keep(output)
    return announce(this.outputEvents, kind, this.#outputOf(output))
  }

  /** A wish ahead of the database. Throws for an id that is not known. */
  wishInput(id: string, desired: Desired): Input {
    return this.putInput({ ...present(this.#inputs, id), desired })
  }

  wishOutput(id: string, desired: Desired): Output {
    const output = present(this.#outputs, id)
    return this.putOutput({ ...output, settings: { ...output.settings, desired } })
  }

  /** And its outputs. */
  removeInput(id: string): void {
    for (const { settings } of [...this.#outputs.values()]) if (settings.inputId === id) this.removeOutput(settings.id)
    this.#inputs.delete(id)
    this.#inputFacts.delete(id)
    this.inputEvents.publish({ kind: 'REMOVED', id })
  }

  removeOutput(id: string): void {
    const inputId = this.#outputs.get(id)?.settings.inputId ?? ''
    this.#outputs.delete(id)
    this.#outputFacts.delete(id)
    this.outputEvents.publish({ kind: 'REMOVED', id, inputId })
  }

  close(): void {
    this.inputEvents.close()
    this.outputEvents.close()
  }

  #outputsOf(inputId?: string | null): KnownOutput[] {
    return [...this.#outputs.values()].filter(({ settings }) => !inputId || settings.inputId === inputId)
  }

  #keep(output: KnownOutput): void {
    this.#outputs.set(output.settings.id, output)
    this.#secrets.use(output.settings.id, output.settings.generation, output.secrets)
  }

  #observeInput(fact: InputFact): void {
    const settings = this.#inputs.get(fact.id)
    if (!settings) return
    this.#inputFacts.set(fact.id, fact)
    announce(this.inputEvents, 'CHANGED', this.#inputOf(settings))
  }

  #observeOutput(fact: OutputFact): void {
    const known = this.#outputs.get(fact.id)
    const last = this.#outputFacts.get(fact.id)
    // A late word of an older run tells nothing about the present one.
    if (!known || (last && fact.generation < last.generation)) return
    this.#outputFacts.set(fact.id, fact)
    if (fact.state !== 'STOPPING') this.#secrets.reached(fact.id, fact.generation)
    announce(this.outputEvents, 'CHANGED', this.#outputOf(known))
  }

  #inputOf(settings: InputSettings): Input {
    return this.#snapshots.input(settings, this.#inputFacts.get(settings.id), this.inputRates(settings.id))
  }

  #outputOf(output: KnownOutput): Output {
    const { id } = output.settings
    return this.#snapshots.output(output, this.#outputFacts.get(id), this.outputRates(id))
  }
}

function present<T>(objects: ReadonlyMap<string, T>, id: string): T {
  const object = objects.get(id)
  if (object === undefined) throw new Error(`Nothing has the id ${id}`)
  return object
}

function announce<T extends { id: string }>(
  hub: { publish(event: ObjectEvent<T>): void },
  kind: 'ADDED' | 'CHANGED',
  object: T,
): T {
  hub.publish({ kind, id: object.id, object })
  return object
}
