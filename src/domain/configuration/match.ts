import type { InputSettings } from '../input.ts'
import type { OutputSecrets, OutputSettings } from '../output.ts'
import { differingSecrets, needsRestart } from '../outputRules.ts'
import { wordsOf } from '../causes/secret.ts'
import type { SecretOutput } from './configuration.ts'
import type { Faults } from './faults.ts'
import type { FileSecret, WantedInput, WantedOutput } from './wanted.ts'

/** What becomes of one input. */
export interface InputStep {
  wanted: WantedInput
  /** Null: it is made. */
  before: InputSettings | null
  /** The id of one that is made stands for it here alone. The port is 0 until one is chosen. */
  after: InputSettings
  outputs: OutputStep[]
}

export interface OutputStep {
  wanted: WantedOutput
  /** Null: it is made. */
  before: SecretOutput | null
  /** The one that is removed for it. */
  replaced: SecretOutput | null
  after: OutputSettings
  /** Those that are other than the stored ones. */
  newSecrets: Partial<OutputSecrets>
}

/** What a file makes of what is there. */
export interface Steps {
  inputs: InputStep[]
  removedInputs: InputSettings[]
  /** Those of removed inputs, and those that are replaced, included. */
  removedOutputs: SecretOutput[]
}

export interface Current {
  inputs: readonly InputSettings[]
  outputs: readonly SecretOutput[]
}

/** Finds by name what the file means: an input among all, an output among those of its input. */
export function match(
  wanted: readonly WantedInput[],
  current: Current,
  { keepOthers, now }: { keepOthers: boolean; now: Date },
  faults: Faults,
): Steps {
  const outputsOf = (inputId: string | undefined) => current.outputs.filter(({ settings }) => settings.inputId === inputId)
  const inputs = wanted.map((input): InputStep => {
    const before = named(current.inputs, (one) => one.name, input, 'inputs', faults)
    const id = before?.id ?? input.field
    const after = { ...{ id, createdAt: now }, ...before, ...input.settings, udpPort: input.udpPort ?? before?.udpPort ?? 0 }
    const own = outputsOf(before?.id)
    const outputs = input.outputs.map((output) => {
      const found = named(own, ({ settings }) => settings.name, output, 'outputs of this input', faults)
      return outputStep(output, found, { inputId: id, now }, faults)
    })
    return { wanted: input, before, after, outputs }
  })
  const steps = inputs.flatMap(({ outputs }) => outputs)
  const stays = new Set([...inputs.map(({ before }) => before?.id), ...(keepOthers ? current.inputs.map(({ id }) => id) : [])])
  const outputStays = new Set(steps.map(({ before }) => before?.settings.id))
  const replaced = new Set(steps.map(({ replaced: one }) => one?.settings.id))
  const isRemoved = ({ settings: { id, inputId } }: SecretOutput) =>
    replaced.has(id) || (!outputStays.has(id) && (!keepOthers || !stays.has(inputId)))
  return {
    inputs,
    removedInputs: current.inputs.filter(({ id }) => !stays.has(id)),
    removedOutputs: current.outputs.filter(isRemoved),
  }
}

function named<T>(
  current: readonly T[],
  nameOf: (one: T) => string,
  { field, settings: { name } }: { field: string; settings: { name: string } },
  what: string,
  faults: Faults,
): T | null {
  const [found = null, ...others] = current.filter((one) => nameOf(one) === name)
  if (others.length > 0) {
    const count = others.length + 1
    faults.add(
      `${field}.name`,
      `The server has ${count} ${what} of this name: rename all but one, since names tell them apart here`,
    )
  }
  return found
}

function outputStep(
  wanted: WantedOutput,
  found: SecretOutput | null,
  { inputId, now }: { inputId: string; now: Date },
  faults: Faults,
): OutputStep {
  // What cannot be changed of one that is there.
  const isOther = found !== null && found.settings.protocol !== wanted.settings.protocol
  const before = isOther ? null : found
  for (const [secret, { variable, field }] of wanted.kept) {
    if (before !== null && hasSecret(before.settings, secret)) continue
    const word = wordsOf(wanted.settings.protocol, [secret])
    faults.add(field, `The variable ${variable} is not set, and no ${word} is stored that could stay`)
  }
  const newSecrets = before ? differingSecrets(before.settings, before, wanted.secrets) : wanted.secrets
  // One that stays is there: otherwise it is a fault by now.
  const has = (secret: FileSecret) => wanted.secrets[secret] !== null
  const after: OutputSettings = {
    ...{ id: wanted.field, createdAt: now, generation: 1 },
    ...before?.settings,
    ...{ ...wanted.settings, inputId },
    ...{ hasStreamKey: has('streamKey'), hasPassword: has('password'), hasPassphrase: has('passphrase') },
  }
  if (before && (needsRestart(before.settings, after) || Object.keys(newSecrets).length > 0)) after.generation++
  return { wanted, before, replaced: isOther ? found : null, after, newSecrets }
}

export function hasSecret(settings: OutputSettings, secret: FileSecret): boolean {
  const { hasStreamKey: streamKey, hasPassword: password, hasPassphrase: passphrase } = settings
  return { streamKey, password, passphrase }[secret]
}
