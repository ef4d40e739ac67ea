import type { InputSettings } from '../domain/input.ts'
import type { StoredOutput } from '../db/settings.ts'
import type { Catalogue } from './memory/catalogue.ts'

/** Brings memory to what is stored, when that may be something else. Tells the followers. */
export function readBack(catalogue: Catalogue, stored: { inputs: InputSettings[]; outputs: StoredOutput[] }): void {
  const inputIds = new Set(stored.inputs.map(({ id }) => id))
  const outputIds = new Set(stored.outputs.map(({ settings }) => settings.id))
  for (const { id } of catalogue.outputs()) if (!outputIds.has(id)) catalogue.removeOutput(id)
  for (const { id } of catalogue.inputSettings()) if (!inputIds.has(id)) catalogue.removeInput(id)
  for (const input of stored.inputs) catalogue.putInput(input)
  for (const output of stored.outputs) catalogue.putOutput(output)
}
