import type { InputState, OutputState } from './states.ts'

/** How many inputs or outputs are in which situation; each is in exactly one beside the total. */
export interface StateCounts {
  total: number
  problems: number
  live: number
  waiting: number
  listening: number
  stopped: number
}

/** Everything at one moment. */
export interface Totals {
  at: Date
  inputs: StateCounts
  outputs: StateCounts
  receivedBps: number
  sentBps: number
}

type Situation = Exclude<keyof StateCounts, 'total'>

const situations: Readonly<Record<InputState | OutputState, Situation>> = {
  STOPPED: 'stopped',
  STOPPING: 'stopped',
  WAITING: 'waiting',
  WAITING_INPUT: 'waiting',
  STARTING: 'waiting',
  UNKNOWN: 'waiting',
  LISTENING: 'listening',
  LIVE: 'live',
  DEGRADED: 'problems',
  RECONNECTING: 'problems',
  LOST: 'problems',
  FAILED: 'problems',
}

export function countStates(states: Iterable<InputState | OutputState>): StateCounts {
  const counts = { total: 0, problems: 0, live: 0, waiting: 0, listening: 0, stopped: 0 }
  for (const state of states) {
    counts.total++
    counts[situations[state]]++
  }
  return counts
}
