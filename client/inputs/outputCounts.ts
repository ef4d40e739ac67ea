import type { OutputState } from '../generated/graphql.ts'

interface Counted {
  state: OutputState
  flapping: boolean
}

export interface OutputCount {
  /** As `data-state` names it; `flapping` is one of its own. */
  state: string
  /** `1 failed`. */
  text: string
}

/** The worst first. */
const words: readonly (readonly [state: OutputState | 'FLAPPING', word: string])[] = [
  ['FAILED', 'failed'],
  ['FLAPPING', 'flapping'],
  ['RECONNECTING', 'reconnecting'],
  ['DEGRADED', 'degraded'],
  ['UNKNOWN', 'unknown'],
  ['STARTING', 'starting'],
  ['LIVE', 'live'],
  ['LISTENING', 'listening'],
  ['WAITING_INPUT', 'waiting'],
  ['STOPPING', 'stopping'],
  ['STOPPED', 'stopped'],
]

/** How many outputs are in which state, such as `1 failed`, `8 live`; one that flaps counts as that, whatever it is just now. */
export function outputCounts(outputs: readonly Counted[]): OutputCount[] {
  const kindOf = ({ state, flapping }: Counted) => (flapping && state !== 'FAILED' ? 'FLAPPING' : state)
  return words.flatMap(([state, word]) => {
    const many = outputs.filter((output) => kindOf(output) === state).length
    return many === 0 ? [] : [{ state: state.toLowerCase(), text: `${many} ${word}` }]
  })
}
