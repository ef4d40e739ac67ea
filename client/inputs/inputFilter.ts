import type { InputState } from '../generated/graphql.ts'

interface Filtered {
  name: string
  tags: readonly string[]
  udpPort: number
  state: InputState
}

/** A choice of the filter by state; its value stands in the address. */
export interface StateChoice {
  value: string
  state: InputState | null
  /** Always there, so that nothing moves when something breaks; the others only while an input is in it. */
  isFixed: boolean
}

/** The worst first; those that are not always there last. */
export const stateChoices: readonly StateChoice[] = [
  { value: 'all', state: null, isFixed: true },
  { value: 'lost', state: 'LOST', isFixed: true },
  { value: 'degraded', state: 'DEGRADED', isFixed: true },
  { value: 'live', state: 'LIVE', isFixed: true },
  { value: 'waiting', state: 'WAITING', isFixed: true },
  { value: 'stopped', state: 'STOPPED', isFixed: true },
  { value: 'failed', state: 'FAILED', isFixed: false },
  { value: 'unknown', state: 'UNKNOWN', isFixed: false },
]

/** Whether every word that was typed is in its name, a tag or its port. */
export function matchesText(input: Filtered, typed: string): boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const places = [input.name, ...input.tags, String(input.udpPort)].map((text) => text.toLowerCase())
  return words.every((word) => places.some((text) => text.includes(word)))
}

/** How many are in each state, and all of them under null. */
export function countStates(inputs: readonly Filtered[]): ReadonlyMap<InputState | null, number> {
  const counts = new Map<InputState | null, number>([[null, inputs.length]])
  for (const { state } of inputs) counts.set(state, (counts.get(state) ?? 0) + 1)
  return counts
}
