import type { FailureCode, InputState, OutputState } from '../generated/graphql.ts'

interface SeenInput {
  state: InputState
}

interface SeenOutput {
  state: OutputState
  flapping: boolean
}

/** Whether it is down, and not just dropped. */
export function isFailed({ state }: { state: InputState | OutputState }): boolean {
  return state === 'FAILED' || state === 'LOST'
}

/** Whether it works, but not as it should, or comes back by itself. */
export function isUnstable(seen: SeenInput | SeenOutput): boolean {
  if (isFailed(seen)) return false
  return seen.state === 'DEGRADED' || seen.state === 'RECONNECTING' || ('flapping' in seen && seen.flapping)
}

/** How many inputs and outputs are not as wished. Those that only wait for an input do not count: the input does. */
export function countProblems(
  inputs: readonly SeenInput[],
  outputs: readonly SeenOutput[],
): { failed: number; unstable: number } {
  const all = [...inputs, ...outputs]
  return { failed: all.filter(isFailed).length, unstable: all.filter(isUnstable).length }
}

/** Whether it is MediaMTX that failed: then nothing is known of inputs, and none of them counts as failed. */
export function isMediamtxDown(openIncidents: readonly { cause: FailureCode }[]): boolean {
  return openIncidents.some(({ cause }) => cause === 'MEDIAMTX_DOWN')
}
