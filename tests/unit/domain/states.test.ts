import { describe, expect, it } from 'vitest'
import {
  checkTransition,
  inputStates,
  inputTransitions,
  isCarrying,
  outputStates,
  outputTransitions,
} from '../../../src/domain/states.ts'

/** Which states may follow which, as was agreed: whoever changes one of the two tables has thought about it in both. */
const inputs = {
  STOPPED: 'WAITING FAILED',
  WAITING: 'STOPPED LIVE FAILED',
  LIVE: 'STOPPED WAITING DEGRADED LOST FAILED',
  DEGRADED: 'STOPPED WAITING LIVE LOST FAILED',
  LOST: 'STOPPED WAITING LIVE FAILED',
  FAILED: 'STOPPED WAITING LIVE LOST',
  UNKNOWN: 'STOPPED WAITING LIVE DEGRADED LOST FAILED',
}
const outputs = {
  STOPPED: 'WAITING_INPUT STARTING LISTENING FAILED',
  WAITING_INPUT: 'STOPPED STARTING LISTENING FAILED STOPPING',
  STARTING: 'WAITING_INPUT LISTENING LIVE RECONNECTING FAILED STOPPING',
  LISTENING: 'WAITING_INPUT LIVE RECONNECTING FAILED STOPPING',
  LIVE: 'WAITING_INPUT LISTENING DEGRADED RECONNECTING FAILED STOPPING',
  DEGRADED: 'WAITING_INPUT LISTENING LIVE RECONNECTING FAILED STOPPING',
  RECONNECTING: 'WAITING_INPUT LISTENING LIVE FAILED STOPPING',
  FAILED: 'WAITING_INPUT STARTING LISTENING LIVE STOPPING',
  STOPPING: 'STOPPED WAITING_INPUT STARTING LISTENING',
  UNKNOWN: 'STOPPED WAITING_INPUT STARTING LISTENING LIVE DEGRADED RECONNECTING FAILED STOPPING',
}

/** What `checkTransition` lets follow each state, beside UNKNOWN and the state itself. */
function followers<State extends string>(states: readonly State[], table: Record<State, readonly State[]>) {
  const isAllowed = (from: State, to: State) => {
    try {
      checkTransition(table, from, to)
      return true
    } catch {
      return false
    }
  }
  for (const from of states)
    expect(
      ['UNKNOWN', from].every((to) => isAllowed(from, to as State)),
      from,
    ).toBe(true)
  const others = (from: State) => states.filter((to) => to !== 'UNKNOWN' && to !== from && isAllowed(from, to))
  return Object.fromEntries(states.map((from) => [from, others(from).join(' ')]))
}

describe('states', () => {
  it('follow each other as the tables say: each may become unknown, or stay', () => {
    expect(followers(inputStates, inputTransitions)).toEqual(inputs)
    expect(followers(outputStates, outputTransitions)).toEqual(outputs)
  })

  it('of an output that carries the feed are two', () => {
    expect(outputStates.filter(isCarrying)).toEqual(['LIVE', 'DEGRADED'])
  })
})
