import type { InputState, OutputState } from '../generated/graphql.ts'

/** A time in one state, as `stateHistory` tells it. */
export interface StateSpan {
  state: InputState | OutputState
  from: string
  /** Null: it lasts. */
  to?: string | null
}

/** How a state stands in a history, the worse the taller; null is a gap. */
export type HistoryLevel = 'live' | 'waiting' | 'amber' | 'failed' | 'stopped'

/** A stretch of slots, `from` inclusive, `to` exclusive. */
export interface HistoryStretch {
  level: HistoryLevel
  from: number
  to: number
}

const worstFirst: readonly HistoryLevel[] = ['failed', 'amber', 'waiting', 'live', 'stopped']

const levels: Record<InputState | OutputState, HistoryLevel | null> = {
  LIVE: 'live',
  WAITING: 'waiting',
  WAITING_INPUT: 'waiting',
  LISTENING: 'waiting',
  STARTING: 'waiting',
  STOPPING: 'waiting',
  DEGRADED: 'amber',
  RECONNECTING: 'amber',
  LOST: 'failed',
  FAILED: 'failed',
  STOPPED: 'stopped',
  UNKNOWN: null,
}

/**
 * Time from `fromMs` to `toMs` as `slots` equal slots, neighbours of one level put together. A slot shows the worst that was
 * in it, so that a bad second is as wide as a slot; one that nobody observed is in no stretch.
 */
export function stretchesOf(spans: readonly StateSpan[], fromMs: number, toMs: number, slots: number): HistoryStretch[] {
  const drawn: (HistoryLevel | null)[] = Array.from({ length: slots }, () => null)
  const perSlot = (toMs - fromMs) / slots
  for (const span of spans) {
    const level = levels[span.state]
    const begin = Math.max(Date.parse(span.from), fromMs)
    const end = span.to == null ? toMs : Math.min(Date.parse(span.to), toMs)
    if (level === null || level === undefined || end <= begin) continue
    const last = Math.min(slots - 1, Math.ceil((end - fromMs) / perSlot) - 1)
    for (let slot = Math.max(0, Math.floor((begin - fromMs) / perSlot)); slot <= last; slot++) {
      const before = drawn[slot]
      if (before == null || worstFirst.indexOf(level) < worstFirst.indexOf(before)) drawn[slot] = level
    }
  }
  const stretches: HistoryStretch[] = []
  drawn.forEach((level, slot) => {
    const last = stretches.at(-1)
    if (level === null) return
    if (last?.level === level && last.to === slot) last.to = slot + 1
    else stretches.push({ level, from: slot, to: slot + 1 })
  })
  return stretches
}

/** How long each state lasted within a time, milliseconds, longest first. */
export function timeInStates(
  spans: readonly StateSpan[],
  fromMs: number,
  toMs: number,
): { state: InputState | OutputState; ms: number }[] {
  const sums = new Map<InputState | OutputState, number>()
  for (const { state, from, to } of spans) {
    const ms = (to == null ? toMs : Math.min(Date.parse(to), toMs)) - Math.max(Date.parse(from), fromMs)
    if (ms > 0) sums.set(state, (sums.get(state) ?? 0) + ms)
  }
  return [...sums].map(([state, ms]) => ({ state, ms })).sort((one, other) => other.ms - one.ms)
}
