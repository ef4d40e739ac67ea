import { useClient } from '@urql/solid'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { useConnection } from '../api/ApiProvider.tsx'
import { graphql } from '../generated/index.ts'
import type { InputState } from '../generated/graphql.ts'
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

/** The last 24 hours of every input, asked for once for all of them, and then brought up to date by their present state. */
export function createHistories(): (input: Present) => readonly StateSpan[] | undefined {
  const client = useClient()
  const connection = useConnection()
  const [known, setKnown] = createSignal<ReadonlyMap<string, readonly StateSpan[]>>(new Map())
  async function ask(): Promise<void> {
    const { data } = await client.query(query, {}).toPromise()
    if (data !== undefined) setKnown(new Map(data.inputs.map(({ id, stateHistory }) => [id, stateHistory])))
  }
  createEffect(on(connection.generation, () => void ask()))
  const timer = setInterval(() => void ask(), againMs)
  onCleanup(() => clearInterval(timer))
  return (input) => {
    const spans = known().get(input.id)
    return spans && withPresent(spans, input.state, input.stateSince)
  }
}
