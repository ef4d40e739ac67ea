import type { OutputStep, Steps } from '../domain/configuration/match.ts'
import type { InputSettings } from '../domain/input.ts'
import type { OutputSettings, StoredSecrets } from '../domain/output.ts'
import { secretNames } from '../domain/output.ts'
import { inputChangesInWords, outputChangesInWords } from '../domain/timeline/words.ts'
import type { NewInputSettings, NewOutputOfInput, SettingsBatch, StoredOutput } from '../db/settings.ts'
import { newAccessToken } from './accessToken.ts'
import type { Catalogue } from './memory/catalogue.ts'
import type { Timeline } from './timeline.ts'

/** What is to be stored of the steps: nothing of what stays as it is. */
export function batchOf({ inputs, removedInputs, removedOutputs }: Steps): SettingsBatch {
  const outputs = inputs.flatMap((input) => input.outputs.map((output) => ({ input, output })))
  return {
    removed: { inputs: removedInputs.map(({ id }) => id), outputs: removedOutputs.map(({ settings }) => settings.id) },
    inputs: inputs.flatMap(({ before, after }) => {
      const { id, createdAt: _, ...changes } = after
      return before === null || isSame(before, changes) ? [] : [{ id, changes }]
    }),
    outputs: outputs.flatMap(({ output: { before, after, newSecrets } }) => {
      const { id, inputId: _, protocol: _p, createdAt: _c, ...changes } = withoutFlags(after)
      const isDifferent = before !== null && !(isSame(before.settings, changes) && Object.keys(newSecrets).length === 0)
      return isDifferent ? [{ id, changes, secrets: newSecrets }] : []
    }),
    newInputs: inputs
      .filter(({ before }) => before === null)
      .map(({ after, outputs: own }) => ({ settings: newInput(after), outputs: own.map(newOutput) })),
    newOutputs: outputs
      .filter(({ input, output }) => input.before !== null && output.before === null)
      .map(({ input, output }) => ({ ...newOutput(output), inputId: input.after.id })),
  }
}

function newOutput({ after, newSecrets }: OutputStep): NewOutputOfInput {
  const { id: _, inputId: _i, generation: _g, ...settings } = withoutFlags(after)
  return { settings, secrets: { ...newSecrets, accessToken: newAccessToken(after) } }
}

function newInput(input: InputSettings): NewInputSettings {
  const { id: _, ...settings } = input
  return settings
}

/** Whether there are secrets is told by the secrets. */
function withoutFlags(output: OutputSettings): Omit<OutputSettings, keyof StoredSecrets> {
  const { hasStreamKey: _, hasPassword: _p, hasPassphrase: _s, ...settings } = output
  return settings
}

function isSame<T extends object>(before: T, changes: Partial<T>): boolean {
  return (Object.keys(changes) as (keyof T)[]).every((name) => JSON.stringify(changes[name]) === JSON.stringify(before[name]))
}

/** Brings to memory what was stored, and tells everybody: followers of events, and the timelines. */
export function remember(
  { catalogue, timeline }: { catalogue: Catalogue; timeline: Pick<Timeline, 'settings' | 'wish'> },
  batch: SettingsBatch,
  stored: { inputs: InputSettings[]; outputs: StoredOutput[] },
): void {
  for (const id of batch.removed.outputs) {
    const output = catalogue.output(id)
    if (output) timeline.settings(`input:${output.inputId}`, `Output "${output.name}" deleted`)
    catalogue.removeOutput(id)
  }
  for (const id of batch.removed.inputs) catalogue.removeInput(id)
  for (const input of stored.inputs) {
    const before = catalogue.input(input.id)
    const after = catalogue.putInput(input)
    timeline.settings(`input:${input.id}`, before ? inputChangesInWords(before, after) : 'Made')
    tellWish(timeline, `input:${input.id}`, before, after)
  }
  const secretsOf = new Map(batch.outputs.map(({ id, secrets }) => [id, secrets]))
  for (const output of stored.outputs) {
    const { id } = output.settings
    const before = catalogue.output(id)
    const after = catalogue.putOutput(output)
    const secrets = secretNames.filter((name) => secretsOf.get(id)?.[name] !== undefined)
    timeline.settings(`output:${id}`, before ? outputChangesInWords(before, after, secrets) : 'Made')
    if (!before) timeline.settings(`input:${after.inputId}`, `Output "${after.name}" added`)
    tellWish(timeline, `output:${id}`, before, after)
  }
}

function tellWish(
  timeline: Pick<Timeline, 'wish'>,
  book: `input:${string}` | `output:${string}`,
  before: { desired: string } | null,
  after: { desired: string },
): void {
  if (before !== null && before.desired !== after.desired)
    timeline.wish(book, after.desired === 'RUNNING' ? 'Asked to start' : 'Asked to stop')
}
