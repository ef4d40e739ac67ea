import type { OutputState } from '../generated/graphql.ts'
import { isFailed, isUnstable } from '../live/problems.ts'

interface SeenOutput {
  state: OutputState
  flapping: boolean
}

const kinds: Partial<Record<OutputState, 'live' | 'listening' | 'stopped'>> = {
  LIVE: 'live',
  LISTENING: 'listening',
  STOPPED: 'stopped',
  STOPPING: 'stopped',
}

/** How many outputs are in which state, those left out that are problems: they are counted as such. */
export function countOutputs(outputs: readonly SeenOutput[]) {
  const counts = { live: 0, waiting: 0, listening: 0, stopped: 0 }
  for (const output of outputs) {
    if (!isFailed(output) && !isUnstable(output)) counts[kinds[output.state] ?? 'waiting']++
  }
  return counts
}
