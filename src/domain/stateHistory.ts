import type { FailureCode } from './failure.ts'
import type { InputState, OutputState } from './states.ts'

/** A time in which a state lasted. Unix time in milliseconds. */
export interface StateSpan<State extends string = InputState | OutputState> {
  state: State
  from: number
  /** Null: it lasts. */
  to: number | null
  failureCode: FailureCode | null
}

/** States of one subject that began on one day. */
export interface StateDay {
  /** `input:ID` or `output:ID`. */
  subject: string
  /** Days since 1970, UTC. */
  day: number
  /** Oldest first. */
  spans: StateSpan[]
}

/** The worse, the greater. */
const badness: Readonly<Record<InputState | OutputState, number>> = {
  LIVE: 0,
  STOPPED: 1,
  STOPPING: 2,
  LISTENING: 3,
  STARTING: 4,
  WAITING: 5,
  WAITING_INPUT: 5,
  UNKNOWN: 6,
  DEGRADED: 7,
  RECONNECTING: 8,
  LOST: 9,
  FAILED: 10,
}

const shortestMs = 1000

/**
 * At most `most` spans, oldest first: neighbours are put together, the shortest first, and are told as the worse of the two.
 * What lasts is left alone.
 */
export function condensed<Span extends StateSpan>(spans: readonly Span[], most: number): Span[] {
  let result = [...spans]
  for (let limit = shortestMs; result.length > most && Number.isFinite(limit); limit *= 2) result = joined(result, limit, most)
  return result
}

/** Puts together neighbours that last at most `limitMs` together, until `most` are left. */
function joined<Span extends StateSpan>(spans: readonly Span[], limitMs: number, most: number): Span[] {
  const result: Span[] = []
  let surplus = spans.length - most
  for (const span of spans) {
    const last = result.at(-1)
    if (surplus > 0 && last && span.to !== null && last.to === span.from && span.to - last.from <= limitMs) {
      const { state, failureCode } = badness[span.state] > badness[last.state] ? span : last
      result[result.length - 1] = { ...last, state, failureCode, to: span.to }
      surplus--
    } else result.push(span)
  }
  return result
}

/** What of the spans lies behind a moment. */
export function since<Span extends StateSpan>(spans: readonly Span[], moment: number): Span[] {
  return spans
    .filter(({ to }) => to === null || to > moment)
    .map((span) => (span.from < moment ? { ...span, from: moment } : span))
}
