import type { FailureCode, InputState, OutputState } from '../generated/graphql.ts'
import { isFailed, isUnstable } from '../live/problems.ts'

interface SeenInput {
  id: string
  state: InputState
}

interface SeenOutput {
  id: string
  inputId: string
  state: OutputState
  flapping: boolean
}

interface SeenIncident {
  id: string
  cause: FailureCode
  inputId?: string | null
  outputIds: readonly string[]
}

/** One entry of the list; `key` stays the same while it is about the same. */
export type Problem =
  | { key: string; kind: 'incident'; id: string }
  | { key: string; kind: 'input'; id: string }
  | { key: string; kind: 'output'; id: string }
  /** Many outputs of one input in one condition, such as `FLAPPING`. */
  | { key: string; kind: 'outputs'; inputId: string; condition: Condition; ids: readonly string[] }

export type Condition = OutputState | 'FLAPPING'

/** So many outputs of one input in one condition are told one by one; more of them as one. */
const mostAlike = 3

/** How an output is, for one who looks for problems: one that flaps is that, whatever it is just now. */
export function conditionOf({ state, flapping }: Pick<SeenOutput, 'state' | 'flapping'>): Condition {
  return flapping && state !== 'FAILED' ? 'FLAPPING' : state
}

/**
 * What is not as wished, by cause: what an open incident explains for several is told once. The failed stand before the
 * unstable; within both the order is the server's, so that it never changes by itself.
 */
export function listProblems(
  inputs: readonly SeenInput[],
  outputs: readonly SeenOutput[],
  incidents: readonly SeenIncident[],
): Problem[] {
  const wide = incidents.filter(isWide)
  const explained = new Set(wide.flatMap(({ outputIds }) => outputIds))
  const flappingOutputs = new Set(outputs.flatMap(({ id, flapping }) => (flapping ? [id] : [])))
  const comeAndGo = new Set(
    incidents.flatMap(({ cause, inputId, outputIds }) =>
      cause === 'FLAPPING' && inputId != null && !outputIds.some((id) => flappingOutputs.has(id)) ? [inputId] : [],
    ),
  )
  const inputsThat = (belongs: (input: SeenInput) => boolean) =>
    inputs.filter(belongs).map(({ id }): Problem => ({ key: `input:${id}`, kind: 'input', id }))
  const outputsThat = (belongs: (output: SeenOutput) => boolean) =>
    together(outputs.filter((output) => !explained.has(output.id) && belongs(output)))

  return [
    ...wide.map(({ id }): Problem => ({ key: `incident:${id}`, kind: 'incident', id })),
    ...inputsThat(isFailed),
    ...outputsThat(isFailed),
    ...inputsThat((input) => !isFailed(input) && (isUnstable(input) || comeAndGo.has(input.id))),
    ...outputsThat(isUnstable),
  ]
}

/** One that is about no single input keeps many from being as wished: MediaMTX, the network, a destination that they share. */
function isWide({ inputId, cause, outputIds }: SeenIncident): boolean {
  return inputId == null && (cause === 'MEDIAMTX_DOWN' || outputIds.length > 1)
}

function together(outputs: readonly SeenOutput[]): Problem[] {
  const alike = Map.groupBy(outputs, (output) => `${output.inputId}:${conditionOf(output)}`)
  return [...alike].flatMap(([key, group]): Problem[] => {
    const [first] = group
    if (first === undefined || group.length <= mostAlike) {
      return group.map(({ id }): Problem => ({ key: `output:${id}`, kind: 'output', id }))
    }
    const ids = group.map(({ id }) => id)
    return [{ key: `outputs:${key}`, kind: 'outputs', inputId: first.inputId, condition: conditionOf(first), ids }]
  })
}
