import { ForbiddenTransitionError } from './errors.ts'

/** What a person wants of an input or an output. Stored. */
export const desires = ['RUNNING', 'STOPPED'] as const
export type Desired = (typeof desires)[number]

/** What is observed of an input. WAITING: no feed yet; LOST: had one; FAILED: cannot listen, or not read what arrives. */
export const inputStates = ['STOPPED', 'WAITING', 'LIVE', 'DEGRADED', 'LOST', 'FAILED', 'UNKNOWN'] as const
export type InputState = (typeof inputStates)[number]

/** What is observed of an output. */
export const outputStates = [
  'STOPPED',
  'WAITING_INPUT',
  'STARTING',
  'LISTENING',
  'LIVE',
  'DEGRADED',
  'RECONNECTING',
  'FAILED',
  'STOPPING',
  'UNKNOWN',
] as const
export type OutputState = (typeof outputStates)[number]

/** UNCONFIRMED until bytes were acknowledged by the destination; UDP for ever. */
const deliveries = ['CONFIRMED', 'UNCONFIRMED'] as const
export type Delivery = (typeof deliveries)[number]

/** From each state of an input to the states that may follow it. */
export const inputTransitions: Record<InputState, readonly InputState[]> = {
  STOPPED: ['WAITING', 'FAILED', 'UNKNOWN'],
  WAITING: ['LIVE', 'FAILED', 'STOPPED', 'UNKNOWN'],
  LIVE: ['DEGRADED', 'LOST', 'FAILED', 'WAITING', 'STOPPED', 'UNKNOWN'],
  DEGRADED: ['LIVE', 'LOST', 'FAILED', 'WAITING', 'STOPPED', 'UNKNOWN'],
  LOST: ['LIVE', 'WAITING', 'FAILED', 'STOPPED', 'UNKNOWN'],
  FAILED: ['WAITING', 'LIVE', 'LOST', 'STOPPED', 'UNKNOWN'],
  UNKNOWN: inputStates,
}

/** From each state of an output to the states that may follow it. */
export const outputTransitions: Record<OutputState, readonly OutputState[]> = {
  STOPPED: ['WAITING_INPUT', 'STARTING', 'LISTENING', 'FAILED', 'UNKNOWN'],
  WAITING_INPUT: ['STARTING', 'LISTENING', 'FAILED', 'STOPPING', 'STOPPED', 'UNKNOWN'],
  STARTING: ['LIVE', 'LISTENING', 'RECONNECTING', 'FAILED', 'WAITING_INPUT', 'STOPPING', 'UNKNOWN'],
  LISTENING: ['LIVE', 'RECONNECTING', 'FAILED', 'WAITING_INPUT', 'STOPPING', 'UNKNOWN'],
  LIVE: ['DEGRADED', 'LISTENING', 'RECONNECTING', 'FAILED', 'WAITING_INPUT', 'STOPPING', 'UNKNOWN'],
  DEGRADED: ['LIVE', 'LISTENING', 'RECONNECTING', 'FAILED', 'WAITING_INPUT', 'STOPPING', 'UNKNOWN'],
  RECONNECTING: ['LIVE', 'LISTENING', 'FAILED', 'WAITING_INPUT', 'STOPPING', 'UNKNOWN'],
  FAILED: ['LIVE', 'LISTENING', 'STARTING', 'WAITING_INPUT', 'STOPPING', 'UNKNOWN'],
  STOPPING: ['STOPPED', 'WAITING_INPUT', 'STARTING', 'LISTENING', 'UNKNOWN'],
  UNKNOWN: outputStates,
}

/** Throws ForbiddenTransitionError when the table does not allow it. Staying where one is is no transition. */
export function checkTransition<State extends string>(table: Record<State, readonly State[]>, from: State, to: State): void {
  if (from !== to && !table[from].includes(to)) throw new ForbiddenTransitionError(`${from} cannot become ${to}`)
}

/** States in which an output carries the feed. */
export function isCarrying(state: OutputState | null): boolean {
  return state === 'LIVE' || state === 'DEGRADED'
}
