import type { InputState } from '../generated/graphql.ts'
import type { StateSpan } from '../parts/history.ts'

/** The spans, ended where the present state began, and that state. */
export function withPresent(spans: readonly StateSpan[], state: InputState, since: string): StateSpan[] {
  const begin = Date.parse(since)
  const before = spans
    .filter(({ from }) => Date.parse(from) < begin)
    .map((span) => (span.to == null || Date.parse(span.to) > begin ? { ...span, to: since } : span))
  return [...before, { state, from: since }]
}
