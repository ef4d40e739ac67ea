import type { AnyVariables, Client, TypedDocumentNode } from '@urql/core'
import { useClient } from '@urql/solid'
import { batch, createContext, createMemo, createSignal, onCleanup, useContext, type Accessor, type ParentProps } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { useConnection } from '../api/ApiProvider.tsx'
import type { LiveInputFragment, LiveOutputFragment, SystemEventsSubscription } from '../generated/graphql.ts'
import { readFragment } from '../generated/index.ts'
import { createClock } from './clock.ts'
import { coalesce } from './coalesce.ts'
import { inputEvents, liveInput, liveOutput, outputEvents, rates, systemEvents } from './documents.ts'
import { applyEvent, type ListEvent, type LiveList } from './list.ts'

/** A screen that changes more often than this is not read but endured. */
const drawEveryMs = 500

type RateById = Record<string, number>

export interface Live {
  inputs: LiveList<LiveInputFragment>
  outputs: LiveList<LiveOutputFragment>
  outputsOf: (inputId: string) => LiveOutputFragment[]
  /** Bits per second by id; what is not listed sends nothing. */
  rates: { inputs: RateById; outputs: RateById }
  system: Accessor<SystemEventsSubscription['systemEvents'] | undefined>
  /** The server's time, milliseconds; new once a second. */
  now: Accessor<number>
}

const LiveContext = createContext<Live>()

export function LiveProvider(props: ParentProps) {
  const client = useClient()
  const connection = useConnection()
  const clock = createClock(() => connection.lostAt() !== null)
  const [inputs, setInputs] = createStore<LiveList<LiveInputFragment>>({ items: [], known: false })
  const [outputs, setOutputs] = createStore<LiveList<LiveOutputFragment>>({ items: [], known: false })
  const [bits, setBits] = createStore<Live['rates']>({ inputs: {}, outputs: {} })
  const [system, setSystem] = createSignal<SystemEventsSubscription['systemEvents']>()

  const draw = coalesce<() => void>(drawEveryMs, (changes) => batch(() => changes.forEach((change) => change())))
  onCleanup(() => draw.stop())

  listen(client, inputEvents, ({ inputEvents: heard }) => {
    const event: ListEvent<LiveInputFragment> = {
      kind: heard.kind,
      id: heard.id,
      all: readFragment(liveInput, heard.inputs),
      one: readFragment(liveInput, heard.input),
    }
    draw.push(() => applyEvent(inputs, setInputs, event))
  })
  listen(client, outputEvents, ({ outputEvents: heard }) => {
    const event: ListEvent<LiveOutputFragment> = {
      kind: heard.kind,
      id: heard.id,
      all: readFragment(liveOutput, heard.outputs),
      one: readFragment(liveOutput, heard.output),
    }
    draw.push(() => applyEvent(outputs, setOutputs, event))
  })
  listen(client, rates, ({ statistics }) => {
    clock.learn(statistics.at)
    batch(() => {
      setBits('inputs', reconcile(byId(statistics.inputs)))
      setBits('outputs', reconcile(byId(statistics.outputs)))
    })
  })
  listen(client, systemEvents, (heard) => setSystem(heard.systemEvents))

  const grouped = createMemo(() => Map.groupBy(outputs.items, (output) => output.inputId))
  const live: Live = { inputs, outputs, outputsOf: (id) => grouped().get(id) ?? [], rates: bits, system, now: clock.now }
  return <LiveContext.Provider value={live}>{props.children}</LiveContext.Provider>
}

export function useLive(): Live {
  const live = useContext(LiveContext)
  if (live === undefined) throw new Error('useLive outside of LiveProvider')
  return live
}

function listen<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  heard: (data: Data) => void,
): void {
  const { unsubscribe } = client.subscription(document, {} as Variables).subscribe((result) => {
    if (result.data !== undefined) heard(result.data)
  })
  onCleanup(unsubscribe)
}

function byId(list: readonly { id: string; bitrateBps: number }[]): RateById {
  return Object.fromEntries(list.map((one) => [one.id, one.bitrateBps]))
}
