import type { SqlEntityManager } from '@mikro-orm/sql'
import type { InputSettings } from '../domain/input.ts'
import type { OutputSecrets, OutputSettings, Protocol, SecretName, StoredSecrets } from '../domain/output.ts'
import type { Engine } from './engine.ts'
import { InputRow } from './input.ts'
import { OutputRow, localNode } from './output.ts'
import type { ReadSecrets } from './output.ts'
import type { SecretBox } from './secrets.ts'
import { hasKnownProtocol, unknownIn } from './unknown.ts'
import type { UnknownValue } from './unknown.ts'

/** An output with its secrets in clear. */
export interface StoredOutput extends ReadSecrets {
  settings: OutputSettings
}

/** Counts are of secrets, not of outputs. */
export interface StoredSecretsReport {
  /** Under the present key. */
  current: number
  /** Under a key of before. */
  outdated: number
  unreadable: { id: string; name: string; protocol: Protocol; secrets: readonly SecretName[] }[]
}

export type NewInputSettings = Omit<InputSettings, 'id'>
export type ChangedInputSettings = Partial<Omit<NewInputSettings, 'createdAt'>>
export type NewOutputSettings = Omit<OutputSettings, 'id' | 'generation' | keyof StoredSecrets>
/** What of an output can be changed later. */
export type ChangedOutputSettings = Partial<Omit<NewOutputSettings, 'inputId' | 'protocol' | 'createdAt'>> & {
  generation?: number
}

/** Many changes that are one. */
export interface SettingsBatch {
  /** Outputs of removed inputs need not be named. */
  removed: { inputs: readonly string[]; outputs: readonly string[] }
  inputs: readonly { id: string; changes: ChangedInputSettings }[]
  outputs: readonly { id: string; changes: ChangedOutputSettings; secrets: Partial<OutputSecrets> }[]
  newInputs: readonly { settings: NewInputSettings; outputs: readonly NewOutputOfInput[] }[]
  /** Of inputs that are there. */
  newOutputs: readonly (NewOutputOfInput & { inputId: string })[]
}

export interface NewOutputOfInput {
  settings: Omit<NewOutputSettings, 'inputId'>
  secrets: Partial<OutputSecrets>
}

/**
 * What people set, in the database. Each call is one transaction; ids that are not there are an error of ours. Throws
 * DatabaseError where the cause is one that people can mend.
 */
export class SettingsStore {
  readonly #engine: Engine
  readonly #box: SecretBox

  constructor(engine: Engine, box: SecretBox) {
    this.#engine = engine
    this.#box = box
  }

  /** Everything, in order of creation; outputs of a protocol that is not known are told of in `unknown` alone. */
  async load(): Promise<{ inputs: InputSettings[]; outputs: StoredOutput[]; unknown: UnknownValue[] }> {
    return this.#engine.read(async (em) => {
      const inputs = await em.find(InputRow, {}, { orderBy: { id: 'asc' } })
      const outputs = await em.find(OutputRow, {}, { orderBy: { id: 'asc' } })
      return {
        inputs: inputs.map((row) => row.toSettings()),
        outputs: outputs.filter(hasKnownProtocol).map((row) => this.#opened(row)),
        unknown: unknownIn(inputs, outputs),
      }
    })
  }

  async insertInput(settings: NewInputSettings): Promise<InputSettings> {
    return this.#change(async (em) => {
      const row = em.create(InputRow, settings)
      await em.flush()
      return row.toSettings()
    })
  }

  async updateInput(id: string, changes: ChangedInputSettings): Promise<InputSettings> {
    return this.#change(async (em) => {
      const row = await em.findOneOrFail(InputRow, Number(id))
      em.assign(row, changes)
      return row.toSettings()
    })
  }

  /** And its outputs. */
  async deleteInput(id: string): Promise<void> {
    await this.#change((em) => em.nativeDelete(InputRow, { id: Number(id) }))
  }

  async insertOutput({ inputId, ...settings }: NewOutputSettings, secrets: Partial<OutputSecrets>): Promise<StoredOutput> {
    return this.#change(async (em) => {
      const row = em.create(OutputRow, { ...settings, input: Number(inputId), nodeId: localNode, generation: 1 })
      // The id, which secrets are bound to, is known only now.
      await em.flush()
      row.writeSecrets(secrets, this.#box)
      return this.#opened(row)
    })
  }

  /** Of the secrets, null clears and undefined keeps. */
  async updateOutput(id: string, changes: ChangedOutputSettings, secrets: Partial<OutputSecrets> = {}): Promise<StoredOutput> {
    return this.#change(async (em) => {
      const row = await em.findOneOrFail(OutputRow, Number(id))
      em.assign(row, changes)
      row.writeSecrets(secrets, this.#box)
      return this.#opened(row)
    })
  }

  async deleteOutput(id: string): Promise<void> {
    await this.#change((em) => em.nativeDelete(OutputRow, { id: Number(id) }))
  }

  /** All of it or nothing. Returns what was changed or is new, in the order given, the new ones last. */
  async apply(batch: SettingsBatch): Promise<{ inputs: InputSettings[]; outputs: StoredOutput[] }> {
    return this.#change(async (em) => {
      await em.nativeDelete(OutputRow, { id: { $in: batch.removed.outputs.map(Number) } })
      await em.nativeDelete(InputRow, { id: { $in: batch.removed.inputs.map(Number) } })
      const inputs: InputRow[] = []
      for (const { id, changes } of batch.inputs) inputs.push(em.assign(await em.findOneOrFail(InputRow, Number(id)), changes))
      const outputs: OutputRow[] = []
      for (const { id, changes, secrets } of batch.outputs) {
        const row = em.assign(await em.findOneOrFail(OutputRow, Number(id)), changes)
        row.writeSecrets(secrets, this.#box)
        outputs.push(row)
      }
      const made: { row: OutputRow; secrets: Partial<OutputSecrets> }[] = []
      const make = (input: InputRow | number, { settings, secrets }: NewOutputOfInput) =>
        made.push({ row: em.create(OutputRow, { ...settings, input, nodeId: localNode, generation: 1 }), secrets })
      for (const { settings, outputs: own } of batch.newInputs) {
        const row = em.create(InputRow, settings)
        inputs.push(row)
        for (const output of own) make(row, output)
      }
      for (const { inputId, ...output } of batch.newOutputs) make(Number(inputId), output)
      // Ids, which secrets are bound to, are known only now.
      await em.flush()
      for (const { row, secrets } of made) row.writeSecrets(secrets, this.#box)
      outputs.push(...made.map(({ row }) => row))
      return { inputs: inputs.map((row) => row.toSettings()), outputs: outputs.map((row) => this.#opened(row)) }
    })
  }

  /** Which keys the stored secrets lie under. */
  async inspectSecrets(): Promise<StoredSecretsReport> {
    return this.#engine.read(async (em) => {
      const rows = await em.find(OutputRow, {}, { orderBy: { id: 'asc' } })
      return reportOf(rows.map((row) => this.#opened(row)))
    })
  }

  /**
   * Brings under the present key what lies under one of before: all of it, or nothing. What no key opens stays as it is.
   * Returns what there was before.
   */
  async rotateSecrets(): Promise<StoredSecretsReport> {
    return this.#change(async (em) => {
      const rows = await em.find(OutputRow, {}, { orderBy: { id: 'asc' } })
      const before = reportOf(rows.map((row) => this.#opened(row)))
      for (const row of rows) {
        const { secrets, outdated } = row.readSecrets(this.#box)
        row.writeSecrets(Object.fromEntries(outdated.map((name) => [name, secrets[name]])), this.#box)
      }
      return before
    })
  }

  #change<T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    return this.#engine.transaction(work)
  }

  #opened(row: OutputRow): StoredOutput {
    return { settings: row.toSettings(), ...row.readSecrets(this.#box) }
  }
}

function reportOf(outputs: readonly StoredOutput[]): StoredSecretsReport {
  const present = outputs.flatMap(({ secrets }) => Object.values(secrets)).filter((secret) => secret !== null).length
  const outdated = outputs.reduce((sum, { outdated: names }) => sum + names.length, 0)
  const unreadable = outputs
    .filter(({ unreadable: names }) => names.length > 0)
    .map(({ settings: { id, name, protocol }, unreadable: secrets }) => ({ id, name, protocol, secrets }))
  return { current: present - outdated, outdated, unreadable }
}
