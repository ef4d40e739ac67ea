import { useClient } from '@urql/solid'
import { batch, createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { readAnswer } from '../api/act.ts'
import { useConnection } from '../api/ApiProvider.tsx'
import { graphql } from '../generated/index.ts'
import type { ClosedIncidentsQuery } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'

const query = graphql(`
  query ClosedIncidents($before: ID, $first: Int) {
    incidents(open: false, before: $before, first: $first) {
      incidents {
        id
        title
        cause
        inputId
        inputName
        outputIds
        outputNames
        openedAt
        closedAt
        ending
      }
      hasOlder
    }
  }
`)

export type ClosedIncident = ClosedIncidentsQuery['incidents']['incidents'][number]

const pageLength = 100
/** One that ends is told and stored at once; what is asked in the same moment would miss it. */
const soonMs = 500
/** What could not be read is asked for again. */
const againMs = 3000

export interface Past {
  /** Newest first, as many as were loaded; undefined until the first came. */
  items: Accessor<readonly ClosedIncident[] | undefined>
  hasOlder: Accessor<boolean>
  /** False: nothing more came. */
  loadOlder: () => Promise<boolean>
  /** Why there are no more, in words; null: nothing is wrong. */
  problem: Accessor<string | null>
}

/** The incidents that are over, page by page; asked again when an open one ends. */
export function createPast(): Past {
  const client = useClient()
  const live = useLive()
  const connection = useConnection()
  const [items, setItems] = createSignal<readonly ClosedIncident[]>()
  const [hasOlder, setHasOlder] = createSignal(false)
  const [problem, setProblem] = createSignal<string | null>(null)
  let loading: Promise<boolean> | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let isGone = false
  onCleanup(() => {
    isGone = true
    clearTimeout(again)
  })

  async function ask(before: string | null) {
    const answer = readAnswer(await client.query(query, { before, first: pageLength }).toPromise())
    if (isGone) return undefined
    setProblem(answer.problem?.message ?? null)
    clearTimeout(again)
    if (answer.problem !== null) again = setTimeout(() => void refresh(), againMs)
    return answer.data?.incidents
  }
  async function refresh(): Promise<void> {
    const page = await ask(null)
    if (page === undefined) return
    const known = new Set(items()?.map(({ id }) => id))
    const meets = page.incidents.some(({ id }) => known.has(id))
    batch(() => {
      if (meets) setItems((before = []) => merged(page.incidents, before))
      else {
        setItems(page.incidents)
        setHasOlder(page.hasOlder)
      }
    })
  }
  async function older(): Promise<boolean> {
    const last = items()?.at(-1)
    if (last === undefined || !hasOlder()) return false
    const page = await ask(last.id)
    if (page === undefined || items()?.at(-1) !== last) return false
    batch(() => {
      setItems((before = []) => [...before, ...page.incidents])
      setHasOlder(page.hasOlder)
    })
    return page.incidents.length > 0
  }

  createEffect(
    on([connection.generation, () => live.incidents.items.map(({ id }) => id).join()], () => {
      const later = setTimeout(() => void refresh(), items() === undefined ? 0 : soonMs)
      onCleanup(() => clearTimeout(later))
    }),
  )
  return { items, hasOlder, problem, loadOlder: () => (loading ??= older().finally(() => (loading = null))) }
}

/** Newest first, each once; `fresh` is right where both have one. What is the same stays the same object, and its row with it. */
export function merged(fresh: readonly ClosedIncident[], before: readonly ClosedIncident[]): ClosedIncident[] {
  const all = new Map(before.map((incident) => [incident.id, incident]))
  for (const incident of fresh) {
    if (JSON.stringify(all.get(incident.id)) !== JSON.stringify(incident)) all.set(incident.id, incident)
  }
  return [...all.values()].sort((one, other) => Number(other.id) - Number(one.id))
}
