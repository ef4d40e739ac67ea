import type { OutputState } from '../generated/graphql.ts'
import { isFailed, isUnstable } from './problems.ts'

export interface OutputSum {
  many: number
  word: string
  /** `1 failed`. */
  words: string
  /** Whose shape and colour stand for it. */
  state: Lowercase<OutputState>
}

interface Seen {
  state: OutputState
  flapping: boolean
}

/** Worst first. Each output is in one, and every page says these words. */
const groups: readonly { word: string; state: Lowercase<OutputState>; has: (output: Seen) => boolean }[] = [
  { word: 'failed', state: 'failed', has: isFailed },
  { word: 'unstable', state: 'degraded', has: isUnstable },
  { word: 'unknown', state: 'unknown', has: ({ state }) => state === 'UNKNOWN' },
  { word: 'starting', state: 'starting', has: ({ state }) => state === 'STARTING' },
  { word: 'live', state: 'live', has: ({ state }) => state === 'LIVE' },
  { word: 'waiting', state: 'waiting_input', has: ({ state }) => state === 'WAITING_INPUT' },
  { word: 'listening', state: 'listening', has: ({ state }) => state === 'LISTENING' },
  { word: 'stopped', state: 'stopped', has: ({ state }) => state === 'STOPPED' || state === 'STOPPING' },
]

/** How many are in which group, those with none left out, but not those of `always`. */
export function outputSums(outputs: readonly Seen[], always: readonly string[] = []): OutputSum[] {
  const counts = groups.map(() => 0)
  for (const { state, flapping } of outputs) {
    const group = groups.findIndex(({ has }) => has({ state, flapping }))
    counts[group] = (counts[group] ?? 0) + 1
  }
  return groups.flatMap(({ word, state }, group) => {
    const many = counts[group] ?? 0
    return many > 0 || always.includes(word) ? [{ many, word, words: `${many} ${word}`, state }] : []
  })
}
