import type { OutputState } from '../generated/graphql.ts'
import { isFailed, isUnstable } from '../live/problems.ts'

/** How many outputs are alike: `1 failed`. */
export interface OutputSum {
  words: string
  state: Lowercase<OutputState>
}

interface Seen {
  state: OutputState
  flapping: boolean
}

const groups: readonly { word: string; state: Lowercase<OutputState>; has: (output: Seen) => boolean }[] = [
  { word: 'failed', state: 'failed', has: isFailed },
  { word: 'unstable', state: 'degraded', has: isUnstable },
  { word: 'live', state: 'live', has: ({ state, flapping }) => state === 'LIVE' && !flapping },
  { word: 'starting', state: 'starting', has: ({ state }) => state === 'STARTING' },
  { word: 'waiting', state: 'waiting_input', has: ({ state }) => state === 'WAITING_INPUT' },
  { word: 'listening', state: 'listening', has: ({ state }) => state === 'LISTENING' },
  { word: 'unknown', state: 'unknown', has: ({ state }) => state === 'UNKNOWN' },
  { word: 'stopped', state: 'stopped', has: ({ state }) => state === 'STOPPED' || state === 'STOPPING' },
]

/** How many are in which state, worst first, each output counted once; states that none is in are left out. */
export function outputSums(outputs: readonly Seen[]): OutputSum[] {
  const many = groups.map(() => 0)
  for (const { state, flapping } of outputs) {
    const group = groups.findIndex(({ has }) => has({ state, flapping }))
    many[group] = (many[group] ?? 0) + 1
  }
  return groups.flatMap(({ word, state }, group) => (many[group] ? [{ words: `${many[group]} ${word}`, state }] : []))
}
