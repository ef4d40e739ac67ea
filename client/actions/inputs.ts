import { useClient } from '@urql/solid'
import { act, type Problem } from '../api/act.ts'
import { notify } from '../frame/notices.ts'
import { graphql } from '../generated/index.ts'
import { useLive, type Live } from '../live/LiveProvider.tsx'
import { ask } from '../parts/asking.ts'
import { count } from '../parts/format.ts'
import { isCarrying, liveOutputsWords } from '../parts/words.ts'
import { holdDeletion } from '../undo/deletions.ts'
import { duplicateInput } from './duplicateInput.ts'
import { tell } from './tell.ts'

const startInput = graphql(`
  mutation StartInput($id: ID!) {
    result: startInput(id: $id) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

const stopInput = graphql(`
  mutation StopInput($id: ID!) {
    result: stopInput(id: $id) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

const startTestSignal = graphql(`
  mutation StartTestSignal($id: ID!) {
    result: startTestSignal(inputId: $id) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

const stopTestSignal = graphql(`
  mutation StopTestSignal($id: ID!) {
    result: stopTestSignal(inputId: $id) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

const deleteInput = graphql(`
  mutation DeleteInput($id: ID!) {
    result: deleteInput(id: $id) {
      __typename
      ... on NotFound {
        message
      }
    }
  }
`)

export interface InputActions {
  /** Starts or stops; asks first when live outputs would lose their picture. True when the server took the wish. */
  setRunning(ids: readonly string[], on: boolean): Promise<boolean>
  /** Deletes after the time to undo; asks first when live outputs would lose their picture. */
  remove(ids: readonly string[]): Promise<void>
  /** Begins or ends the test picture; asks first when live outputs would lose it. */
  setTestSignal(id: string, on: boolean): Promise<boolean>
  /** Makes another like each: stopped, on a port of its own, without its outputs. */
  duplicate(ids: readonly string[]): Promise<boolean>
  /** How many outputs of these inputs carry the feed now. Tracked. */
  carrying(ids: readonly string[]): number
}

/** What can be done with inputs, the same everywhere: it asks, acts, and tells what did not work. */
export function useInputActions(): InputActions {
  const client = useClient()
  const live = useLive()
  const carrying = (ids: readonly string[]) => carryingOf(live, ids)
  const named = (ids: readonly string[]) =>
    ids.length === 1 ? (live.inputs.get(ids[0])?.name ?? 'input') : count(ids.length, 'input')

  return {
    carrying,
    async setRunning(ids, on) {
      const interrupted = on ? 0 : carrying(ids)
      const question = {
        title: `Stop ${named(ids)}?`,
        text: `${liveOutputsWords(interrupted)} The picture ends there now, and comes back when ${ids.length === 1 ? 'the input runs' : 'the inputs run'} again.`,
        yes: ids.length === 1 ? 'Stop input' : 'Stop inputs',
      }
      if (interrupted > 0 && !(await ask(question))) return false
      return tell(await Promise.all(ids.map((id) => act(client, on ? startInput : stopInput, { id }))))
    },
    async remove(ids) {
      const interrupted = carrying(ids)
      const outputs = ids.reduce((sum, id) => sum + live.outputsOf(id).length, 0)
      const rest = outputs === 0 ? '' : ` ${count(outputs, 'output')} ${outputs === 1 ? 'goes' : 'go'} too.`
      const question = {
        title: `Delete ${named(ids)}?`,
        text: `${liveOutputsWords(interrupted)} The picture ends there.${rest}`,
        yes: ids.length === 1 ? 'Delete input' : 'Delete inputs',
      }
      if (interrupted > 0 && !(await ask(question))) return
      for (const id of ids) {
        const name = live.inputs.get(id)?.name ?? 'input'
        holdDeletion({ key: `input:${id}`, name, act: () => act(client, deleteInput, { id }) })
      }
    },
    async duplicate(ids) {
      const names = new Set(live.inputs.items.map(({ name }) => name))
      const problems: (Problem | null)[] = []
      // one after the other: each takes the next free port
      for (const id of ids) problems.push(await duplicateInput(client, id, names))
      return tell(problems)
    },
    async setTestSignal(id, on) {
      const interrupted = on ? 0 : carrying([id])
      const question = {
        title: `Stop the test signal of ${named([id])}?`,
        text: `${liveOutputsWords(interrupted)} The picture ends there until another feed arrives.`,
        yes: 'Stop test signal',
      }
      if (interrupted > 0 && !(await ask(question))) return false
      const isTaken = tell([await act(client, on ? startTestSignal : stopTestSignal, { id })])
      if (isTaken && on) notify('The test signal ends by itself after 10 min.')
      return isTaken
    },
  }
}

function carryingOf(live: Live, ids: readonly string[]): number {
  return ids.reduce((sum, id) => sum + live.outputsOf(id).filter(isCarrying).length, 0)
}
