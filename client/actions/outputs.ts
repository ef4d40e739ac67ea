import { useClient } from '@urql/solid'
import type { AnyVariables, Client, TypedDocumentNode } from '@urql/core'
import { act, readAnswer, type Problem } from '../api/act.ts'
import { graphql } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { ask } from '../parts/asking.ts'
import { count } from '../parts/format.ts'
import { isCarrying, liveOutputsWords } from '../parts/words.ts'
import { holdDeletion } from '../undo/deletions.ts'
import { tell } from './tell.ts'

const startOutputs = graphql(`
  mutation StartOutputs($ids: [ID!]!) {
    results: startOutputs(ids: $ids) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

const stopOutputs = graphql(`
  mutation StopOutputs($ids: [ID!]!) {
    results: stopOutputs(ids: $ids) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

const retryOutput = graphql(`
  mutation RetryOutput($id: ID!) {
    result: retryOutput(id: $id) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

const deleteOutput = graphql(`
  mutation DeleteOutput($id: ID!) {
    result: deleteOutput(id: $id) {
      __typename
      ... on NotFound {
        message
      }
    }
  }
`)

export interface OutputActions {
  /** Starts or stops; asks first when live ones would lose their picture. True when the server took every wish. */
  setRunning(ids: readonly string[], on: boolean): Promise<boolean>
  /** Makes the next attempt now. */
  retry(ids: readonly string[]): Promise<boolean>
  /** Deletes after the time to undo; asks first when live ones would lose their picture. */
  remove(ids: readonly string[]): Promise<void>
  /** How many of these carry the feed now. Tracked. */
  carrying(ids: readonly string[]): number
}

/** What can be done with outputs, the same everywhere: it asks, acts, and tells what did not work. */
export function useOutputActions(): OutputActions {
  const client = useClient()
  const live = useLive()
  const carrying = (ids: readonly string[]) =>
    ids.filter((id) => {
      const output = live.outputs.get(id)
      return output !== undefined && isCarrying(output)
    }).length
  const nameOf = (id: string | undefined) => live.outputs.get(id)?.name ?? 'output'
  const named = (ids: readonly string[]) => (ids.length === 1 ? nameOf(ids[0]) : count(ids.length, 'output'))
  const asked = async (verb: 'Stop' | 'Delete', ids: readonly string[]) => {
    const interrupted = carrying(ids)
    if (interrupted === 0) return true
    const which = ids.length === 1 ? 'It is live.' : liveOutputsWords(interrupted)
    return ask({
      title: `${verb} ${named(ids)}?`,
      text: `${which} The picture ends there ${verb === 'Stop' ? 'now' : 'unless you undo it within 10 seconds'}; all other outputs go on.`,
      yes: `${verb} ${ids.length === 1 ? 'output' : 'outputs'}`,
    })
  }

  return {
    carrying,
    async setRunning(ids, on) {
      if (!on && !(await asked('Stop', ids))) return false
      return tell(await actOnMany(client, on ? startOutputs : stopOutputs, { ids: [...ids] }))
    },
    async retry(ids) {
      return tell(await Promise.all(ids.map((id) => act(client, retryOutput, { id }))))
    },
    async remove(ids) {
      if (!(await asked('Delete', ids))) return
      for (const id of ids) {
        holdDeletion({ key: `output:${id}`, name: nameOf(id), act: () => act(client, deleteOutput, { id }) })
      }
    },
  }
}

interface ManyOutcomes {
  results: readonly { __typename: string; message?: string }[]
}

async function actOnMany<Data extends ManyOutcomes, Variables extends AnyVariables>(
  client: Client,
  mutation: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<(Problem | null)[]> {
  const { data, problem } = readAnswer(await client.mutation(mutation, variables).toPromise())
  if (data === null) return [problem]
  return data.results.map(({ message }) => (message === undefined ? null : { message, field: null }))
}
