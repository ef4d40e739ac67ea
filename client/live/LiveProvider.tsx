import type { AnyVariables, TypedDocumentNode } from '@urql/core'
import { useClient } from '@urql/solid'
import { batch, createContext, createMemo, createSignal, onCleanup, useContext, type Accessor, type ParentProps } from 'solid-js'
import type { Problem } from '../api/act.ts'
import { useConnection } from '../api/ApiProvider.tsx'
import { follow } from '../api/follow.ts'
import type {
  LiveIncidentFragment,
  LiveInputFragment,
  LiveOutputFragment,
  RatesSubscription,
  SystemEventsSubscription,
} from '../generated/graphql.ts'
import { readFragment } from '../generated/index.ts'
import { createClock } from './clock.ts'
import {
  incidentEvents,
  inputEvents,
  liveIncident,
  liveInput,
  liveOutput,
  outputEvents,
  rates,
  systemEvents,
} from './documents.ts'
import { createLiveList, type LiveList } from './list.ts'
import { RateBook } from './rates.ts'
import { Stills } from './stills.ts'

export type InputRates = RatesSubscription['statistics']['inputs'][number]
export type Totals = RatesSubscription['statistics']['totals']
export type OutputRates = RatesSubscription['statistics']['outputs'][number]

/** What is true on the server now, once for the whole page. */
export interface Live {
  inputs: LiveList<LiveInputFragment>
  outputs: LiveList<LiveOutputFragment>
  /** The open ones, oldest first. */
  incidents: LiveList<LiveIncidentFragment>
  /** In order of creation; the same array until one comes or goes. */
  outputsOf: (inputId: string) => readonly LiveOutputFragment[]
  rates: {
    inputs: RateBook<InputRates>
    outputs: RateBook<OutputRates>
    /** Of everything together: `received` and `sent`. */
    all: RateBook<{ id: 'received' | 'sent'; bitrateBps: number }>
  }
  /** How many are in which state, with every tick. Undefined until the first. */
  totals: Accessor<Totals | undefined>
  /** Grows with every tick of the rates: what draws them reads it. */
  tick: Accessor<number>
  stills: Stills
  system: Accessor<SystemEventsSubscription['systemEvents'] | undefined>
  /** The server's time, milliseconds; new at each full second. Stands still while live updates are lost. */
  now: Accessor<number>
  /** Why something on the page is not kept up to date though the server can be reached, in words; null: all is. */
  problem: Accessor<string | null>
  /** Takes why what `of` stands for is not heard; null: it is. */
  report: (of: unknown, problem: Problem | null) => void
}

const LiveContext = createContext<Live>()

export function LiveProvider(props: ParentProps) {
  const client = useClient()
  const connection = useConnection()
  const clock = createClock(() => connection.lostAt() !== null)
  const inputs = createLiveList<LiveInputFragment>()
  const outputs = createLiveList<LiveOutputFragment>()
  const incidents = createLiveList<LiveIncidentFragment>()
  const [tick, setTick] = createSignal(0)
  const [totals, setTotals] = createSignal<Totals>()
  const [system, setSystem] = createSignal<SystemEventsSubscription['systemEvents']>()
  const [problems, setProblems] = createSignal<ReadonlyMap<unknown, string>>(new Map())
  function report(of: unknown, problem: Problem | null): void {
    if (problems().get(of) === problem?.message) return
    const others = [...problems()].filter(([other]) => other !== of)
    setProblems(new Map(problem === null ? others : [...others, [of, problem.message]]))
  }
  const books: Live['rates'] = { inputs: new RateBook(), outputs: new RateBook(), all: new RateBook() }
  const stills = new Stills(client, report)
  onCleanup(() => stills.close())
  onCleanup(() => [inputs, outputs, incidents].forEach((list) => list.stop()))

  function listen<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    heard: (data: Data) => void,
  ): void {
    onCleanup(follow(client, document, () => ({}) as Variables, { heard, failed: (problem) => report(document, problem) }))
  }
  listen(inputEvents, ({ inputEvents: { kind, id, ...heard } }) =>
    inputs.hear({ kind, id, all: readFragment(liveInput, heard.inputs), one: readFragment(liveInput, heard.input) }),
  )
  listen(outputEvents, ({ outputEvents: { kind, id, ...heard } }) =>
    outputs.hear({ kind, id, all: readFragment(liveOutput, heard.outputs), one: readFragment(liveOutput, heard.output) }),
  )
  listen(incidentEvents, ({ incidentEvents: { kind, ...heard } }) => {
    const one = readFragment(liveIncident, heard.incident)
    const all = readFragment(liveIncident, heard.incidents)
    incidents.hear(one?.closedAt ? { kind: 'REMOVED', id: one.id, all: null, one: null } : { kind, id: one?.id, all, one })
  })

  let heardAt: number | null = null
  listen(rates, ({ statistics: { at, ...heard } }) => {
    clock.learn(at)
    const missed = heardAt === null ? 0 : Math.max(0, Math.round((Date.parse(at) - heardAt) / 1000) - 1)
    heardAt = Date.parse(at)
    batch(() => {
      books.inputs.hear(heard.inputs, missed)
      books.outputs.hear(heard.outputs, missed)
      books.all.hear(
        [
          { id: 'received', bitrateBps: heard.totals.receivedBps },
          { id: 'sent', bitrateBps: heard.totals.sentBps },
        ],
        missed,
      )
      setTotals(heard.totals)
      setTick((count) => count + 1)
    })
  })
  listen(systemEvents, (heard) => setSystem(heard.systemEvents))

  const grouped = createMemo(() => Map.groupBy(outputs.items, (output) => output.inputId))
  const live: Live = {
    ...{ inputs, outputs, incidents, rates: books, tick, totals, stills, system, now: clock.now, report },
    problem: () => problems().values().next().value ?? null,
    outputsOf: (id) => grouped().get(id) ?? noOutputs,
  }
  return <LiveContext.Provider value={live}>{props.children}</LiveContext.Provider>
}

const noOutputs: readonly LiveOutputFragment[] = []

export function useLive(): Live {
  const live = useContext(LiveContext)
  if (live === undefined) throw new Error('useLive outside of LiveProvider')
  return live
}
