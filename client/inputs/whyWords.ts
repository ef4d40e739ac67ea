import type { InputState } from '../generated/graphql.ts'
import { timeAndDay } from '../parts/format.ts'
import { withStop } from '../parts/sentence.ts'

interface ToldInput {
  state: InputState
  udpPort: number
  stateSince: string
  failure?: { message: string } | null
}

/** Why no feed, or a damaged one, is there, in the same words wherever it is told; undefined while there is nothing to tell. */
export function whyWords({ state, udpPort, stateSince, failure }: ToldInput): string | undefined {
  if (failure) return withStop(failure.message)
  if (state === 'WAITING' || state === 'LOST') return `No packets on UDP ${udpPort} since ${timeAndDay(stateSince)}.`
  return state === 'UNKNOWN' ? 'MediaMTX does not answer.' : undefined
}
