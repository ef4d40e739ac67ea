import { createMemo, type Accessor } from 'solid-js'
import { graphql } from '../generated/index.ts'
import type { InputState } from '../generated/graphql.ts'
import { createPolled } from '../live/polled.ts'
import type { StateSpan } from '../parts/history.ts'
import { withPresent } from './withPresent.ts'

const query = graphql(`
  query InputHistories {
    inputs {
      id
      stateHistory {
        state
        from
        to
      }
    }
  }
`)

interface Present {
  id: string
  state: InputState
  stateSince: string
}

/** What came between two questions is told by the present state; only a flicker that nobody saw waits so long. */
const againMs = 10 * 60_000

interface Histories {
  of: (input: Present) => readonly StateSpan[] | undefined
  /** Why they are not known, in words; null: they are. */
  problem: Accessor<string | null>
}

/** The last 24 hours of every input, asked for once for all of them, and then brought up to date by their present state. */
export function createHistories(): Histories {
  const { data, problem } = createPolled(query, { variables: () => ({}), everyMs: () => againMs })
  const known = createMemo(() => new Map(data()?.inputs.map(({ id, stateHistory }) => [id, stateHistory])))
  return {
    problem,
    of(input) {
      const spans = known().get(input.id)
      return spans && withPresent(spans, input.state, input.stateSince)
    },
  }
}
