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

/** Here an output is down for another reason: whatever it did before, it is steady now. */
const steady: ReadonlySet<InputState | OutputState> = new Set(['FAILED', 'WAITING_INPUT', 'STOPPED', 'STOPPING'] as const)

/** Whether it goes up and down; what waits for its input, or was stopped, does not. */
export function flaps(seen: { state: InputState | OutputState; flapping?: boolean | undefined }): boolean {
  return seen.flapping === true && !steady.has(seen.state)
}

/** Whether it works, but not as it should, or comes back by itself. */
export function isUnstable(seen: SeenInput | SeenOutput): boolean {
  return seen.state === 'DEGRADED' || seen.state === 'RECONNECTING' || flaps(seen)
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
