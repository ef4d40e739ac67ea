import type { Desired } from '../generated/graphql.ts'
import { ask } from '../parts/asking.ts'
import { count } from '../parts/format.ts'

interface Actions {
  setRunning: (ids: readonly string[], on: boolean) => Promise<boolean>
  carrying: (ids: readonly string[]) => number
}

/** Stops all that are selected when one of them runs, else starts them. A key reaches many here: it asks in any case. */
export async function flipSelected(
  selected: readonly { id: string; name: string; desired: Desired }[],
  noun: 'input' | 'output',
  { setRunning, carrying }: Actions,
): Promise<void> {
  const ids = selected.map(({ id }) => id)
  const on = selected.every(({ desired }) => desired !== 'RUNNING')
  const verb = on ? 'Start' : 'Stop'
  const question = {
    title: `${verb} ${count(ids.length, `selected ${noun}`)}?`,
    text: `${selected.map(({ name }) => name).join(', ')}.`,
    yes: `${verb} ${ids.length === 1 ? noun : `${noun}s`}`,
  }
  // what interrupts somebody is asked there
  const isAskedThere = !on && carrying(ids) > 0
  if (isAskedThere || (await ask(question))) await setRunning(ids, on)
}
