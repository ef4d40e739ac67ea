import { useClient } from '@urql/solid'
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { useConnection } from '../api/ApiProvider.tsx'
import { readAnswer } from '../api/act.ts'
import { graphql } from '../generated/index.ts'
import type { TimelineQuery } from '../generated/graphql.ts'
import { isTabSeen } from '../parts/whileVisible.ts'
import { mergeNewest } from './mergeNewest.ts'
import type { Subject } from './subject.ts'

const query = graphql(`
  query Timeline($inputId: ID, $outputId: ID, $first: Int, $before: ID) {
    timeline(inputId: $inputId, outputId: $outputId, first: $first, before: $before) {
      hasOlder
      entries {
        id
        at
        kind
        text
        inputState
        outputState
        incidentId
        failure {
          message
          evidence
        }
      }
    }
  }
`)

export type TimelineEntry = TimelineQuery['timeline']['entries'][number]

const pageSize = 50
/** As many as the server hands out at once. */
const mostAtOnce = 200
/** What changes nothing that is heard elsewhere, such as a setting, is seen after this long. */
const everyMs = 10_000
const soonMs = 800

export interface FollowedTimeline {
  /** Newest first; undefined until the first answer. */
  entries: Accessor<readonly TimelineEntry[] | undefined>
  hasOlder: Accessor<boolean>
  problem: Accessor<string | null>
  /** Asks for the next older ones. */
  older: () => Promise<void>
}

/** What happened to something, kept up to date; `hint` changes when something is likely to have happened. */
export function followTimeline(subject: Accessor<Subject>, hint: Accessor<unknown>): FollowedTimeline {
  const client = useClient()
  const connection = useConnection()
  const [entries, setEntries] = createSignal<readonly TimelineEntry[]>()
  const [hasOlder, setHasOlder] = createSignal(false)
  const [problem, setProblem] = createSignal<string | null>(null)
  let asked: string | undefined

  async function ask(first: number, before: string | null): Promise<TimelineQuery['timeline'] | undefined> {
    const key = JSON.stringify(subject())
    const { data, problem: failed } = readAnswer(await client.query(query, { ...subject(), first, before }).toPromise())
    if (key !== JSON.stringify(subject())) return undefined
    setProblem(failed?.message ?? null)
    return data?.timeline
  }
  async function refresh(): Promise<void> {
    const page = await ask(Math.min(mostAtOnce, Math.max(pageSize, entries()?.length ?? 0)), null)
    if (page === undefined) return
    const known = entries() ?? []
    const merged = mergeNewest(known, page.entries)
    if (merged.length === page.entries.length) setHasOlder(page.hasOlder)
    setEntries(merged)
  }

  createEffect(
    on([() => JSON.stringify(subject()), connection.generation, isTabSeen], ([key]) => {
      if (key !== asked) setEntries(undefined)
      asked = key
      if (!isTabSeen()) return
      void refresh()
      const timer = setInterval(() => void refresh(), everyMs)
      onCleanup(() => clearInterval(timer))
    }),
  )
  createEffect(
    on(
      hint,
      () => {
        const timer = setTimeout(() => void refresh(), soonMs)
        onCleanup(() => clearTimeout(timer))
      },
      { defer: true },
    ),
  )

  return {
    entries,
    hasOlder,
    problem,
    async older() {
      const last = entries()?.at(-1)
      if (last === undefined) return
      const page = await ask(pageSize, last.id)
      if (page === undefined) return
      setEntries((known = []) => [...known, ...page.entries])
      setHasOlder(page.hasOlder)
    },
  }
}
