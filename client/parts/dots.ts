import type { OutputState, Protocol } from '../generated/graphql.ts'
import { flaps } from '../live/problems.ts'

export interface DottedOutput {
  name: string
  state: OutputState
  protocol: Protocol
  flapping: boolean
}

/** More would not be read but counted. */
export const mostDots = 12
const worstFirst: readonly OutputState[] = [
  'FAILED',
  'RECONNECTING',
  'DEGRADED',
  'UNKNOWN',
  'STOPPING',
  'STARTING',
  'WAITING_INPUT',
]

/** All of up to `most` in their order; of more the worst, those that are equally bad in their order. */
export function dotsOf<T extends DottedOutput>(outputs: readonly T[], most = mostDots): readonly T[] {
  if (outputs.length <= most) return outputs
  return outputs.toSorted((one, other) => badness(one) - badness(other)).slice(0, most)
}

function badness(output: DottedOutput): number {
  if (flaps(output)) return 1
  const place = worstFirst.indexOf(output.state)
  return place < 0 ? worstFirst.length : place
}
