import type { FailureCode, InputState, OutputState } from '../generated/graphql.ts'
import { flaps, isFailed, isUnstable } from '../live/problems.ts'

interface SeenInput {
  id: string
  state: InputState
}

interface SeenOutput {
  id: string
  inputId: string
  state: OutputState
  flapping: boolean
  /** Of one that is not as wished. */
  failure?: { code: FailureCode; message: string } | null
  /** Where it is sent, with its secrets masked. */
  url?: string
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
  /** Many outputs in one condition, such as `FLAPPING`, for one cause: of one input, or of several (null) that are sent to one `place`. */
  | { key: string; kind: 'outputs'; inputId: string | null; place: string; condition: Condition; ids: readonly string[] }

export type Condition = OutputState | 'FLAPPING'

/** So many outputs in one condition for one cause are told one by one; more of them as one. */
const mostAlike = 3

/** How an output is, for one who looks for problems: one that flaps is that, whatever it is just now. */
export function conditionOf(output: Pick<SeenOutput, 'state' | 'flapping'>): Condition {
  return flaps(output) ? 'FLAPPING' : output.state
}

/** `live.example:1935` of the address of an output, when that is what its failure is about; else empty. */
function placeOf({ failure, url = '' }: SeenOutput): string {
  const [, place = '', host = ''] = /^[a-z]+:\/\/(?:[^/?@]*@)?((\[[^\]]*\]|[^/?:]*)[^/?]*)/i.exec(url) ?? []
  return host !== '' && failure?.message.includes(host.replace(/^\[|\]$/g, '')) ? place : ''
}

/** The same of all that have the same trouble: outputs of several inputs, when it is the place where all of them are sent. */
function causeOf(output: SeenOutput): string {
  const condition = conditionOf(output)
  if (condition === 'FLAPPING') return `${output.inputId}:FLAPPING`
  const place = placeOf(output)
  return `${place === '' ? output.inputId : place}:${condition}:${output.failure?.code ?? ''}`
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
  const alike = Map.groupBy(outputs, causeOf)
  return [...alike].flatMap(([key, group]): Problem[] => {
    const [first] = group
    if (first === undefined || group.length <= mostAlike) {
      return group.map(({ id }): Problem => ({ key: `output:${id}`, kind: 'output', id }))
    }
    const ids = group.map(({ id }) => id)
    const inputId = group.every((one) => one.inputId === first.inputId) ? first.inputId : null
    const about = { inputId, place: placeOf(first), condition: conditionOf(first), ids }
    return [{ key: `outputs:${key}`, kind: 'outputs', ...about }]
  })
}
