import type { AnyVariables, TypedDocumentNode } from '@urql/core'
import { useClient } from '@urql/solid'
import { createEffect, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import { useConnection } from '../api/ApiProvider.tsx'
import { readAnswer } from '../api/act.ts'
import { isTabSeen } from '../parts/whileVisible.ts'

export interface Polled<Data> {
  /** The newest answer; undefined until the first came for these variables. */
  data: Accessor<Data | undefined>
  /** Why there is no newer one, in words; null: there is. */
  problem: Accessor<string | null>
}

interface Options<Variables> {
  variables: Accessor<Variables>
  everyMs: Accessor<number>
  /** When this changes the answer is likely to be another: it is asked soon, not only when the time is up. */
  hint?: Accessor<unknown>
}

/** After a hint: what comes in a row is asked for once. */
const soonMs = 800
/** What could not be read is asked for again, however seldom it is otherwise. */
const againMs = 3000

/** What no subscription tells: asked at once, again from time to time and after each reconnect, and not in a tab that nobody sees. */
export function createPolled<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  { variables, everyMs, hint }: Options<Variables>,
): Polled<Data> {
  const client = useClient()
  const connection = useConnection()
  const [data, setData] = createSignal<Data>()
  const [problem, setProblem] = createSignal<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let ask = (): void => undefined
  let asked: string | undefined
  let failures = 0

  createEffect(
    on([() => JSON.stringify(variables()), connection.generation, isTabSeen], ([key]) => {
      if (key !== asked) setData(undefined)
      asked = key
      let isOver = false
      const again = (afterMs: number): void => {
        clearTimeout(timer)
        timer = setTimeout(() => ask(), afterMs)
      }
      ask = async () => {
        const { data: fresh, problem: failed } = readAnswer(await client.query(document, untrack(variables)).toPromise())
        if (isOver) return
        failures = failed === null ? 0 : failures + 1
        // what is there stays in its place until it is known that this is no passing matter
        const isTold = failures > 1 || untrack(data) === undefined
        setProblem(isTold ? (failed?.message ?? null) : null)
        if (fresh !== null) setData(() => fresh)
        again(failed === null ? untrack(everyMs) : Math.min(againMs, untrack(everyMs)))
      }
      if (isTabSeen()) ask()
      onCleanup(() => {
        isOver = true
        clearTimeout(timer)
      })
    }),
  )
  createEffect(
    on(
      () => hint?.(),
      () => {
        if (!isTabSeen()) return
        clearTimeout(timer)
        timer = setTimeout(() => ask(), soonMs)
      },
      { defer: true },
    ),
  )
  // the banner tells of a lost connection, and nothing moves
  return { data, problem: () => (connection.lostAt() === null || data() === undefined ? problem() : null) }
}
