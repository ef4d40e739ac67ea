import { Faults } from '../../src/domain/configuration/faults.ts'
import { match } from '../../src/domain/configuration/match.ts'
import type { Current } from '../../src/domain/configuration/match.ts'
import { planOf } from '../../src/domain/configuration/plan.ts'
import { readText } from '../../src/domain/configuration/text.ts'
import { readWanted } from '../../src/domain/configuration/wanted.ts'
import { noSecrets } from '../../src/domain/output.ts'

export const usual = { defaultReconnectDelaySeconds: 5, maxReconnectAttempts: 0 }
export const now = new Date('2026-01-02T03:04:05.006Z')

/** What a file does to what is there. Throws ConfigurationError. */
export async function read(
  text: string,
  variables: Record<string, string> = {},
  current: Current = { inputs: [], outputs: [] },
  { keepOthers = false } = {},
) {
  const { inputs, lineOf } = readText(text)
  const faults = new Faults(lineOf)
  const values = new Map(Object.entries(variables))
  const wanted = await readWanted(inputs, { values, local: ['192.0.2.1'], usual }, faults)
  faults.throwAny()
  const steps = match(wanted, current, { keepOthers, now }, faults)
  faults.throwAny()
  return { steps, plan: planOf(steps, current, usual) }
}

/** What is there once a file was applied to nothing. Ids of inputs and of outputs count from 1, in the order of the file. */
export async function applied(text: string, variables: Record<string, string> = {}): Promise<Current> {
  const { steps } = await read(text, variables)
  const inputs = steps.inputs.map(({ after }, at) => ({ ...after, id: String(at + 1) }))
  const outputs = steps.inputs.flatMap((step, at) =>
    step.outputs.map(({ after, newSecrets }) => ({ after, newSecrets, inputId: String(at + 1) })),
  )
  return {
    inputs,
    outputs: outputs.map(({ after, newSecrets, inputId }, at) => ({
      settings: { ...after, id: String(at + 1), inputId },
      secrets: { ...noSecrets, ...newSecrets },
      unreadable: [],
    })),
  }
}
