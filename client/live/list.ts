import { batch, createMemo } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { EventKind } from '../generated/graphql.ts'
import { coalesce } from './coalesce.ts'

/** A screen that changes more often than this is not read but endured. */
const drawEveryMs = 500

/** One event about a list of objects, its fragments already read. */
export interface ListEvent<T> {
  kind: EventKind
  /** Of the object; null for SNAPSHOT. */
  id: string | null | undefined
  /** Of SNAPSHOT: the whole list. */
  all: readonly T[] | null | undefined
  /** Of ADDED and CHANGED. */
  one: T | null | undefined
}

export interface LiveList<T> {
  /** In the server's order, which never changes by itself. A store: read in JSX or effects, only what differs is drawn again. */
  readonly items: readonly T[]
  /** False until the first snapshot came. */
  readonly known: boolean
  /** The object with this id; undefined when there is none. */
  get(id: string | null | undefined): T | undefined
}

export interface HeardList<T> extends LiveList<T> {
  hear(event: ListEvent<T>): void
  stop(): void
}

/**
 * A list that follows events. An object changes on the page at most twice a second, whatever comes: of several events about
 * one the last counts.
 */
export function createLiveList<T extends { id: string }>(): HeardList<T> {
  const [state, set] = createStore<{ items: T[]; known: boolean }>({ items: [], known: false })
  const places = createMemo(() => new Map(state.items.map((item, place) => [item.id, place])))

  function apply(event: ListEvent<T>): void {
    if (event.kind === 'SNAPSHOT') {
      set('items', reconcile([...(event.all ?? [])], { key: 'id' }))
      return set('known', true)
    }
    const id = event.one?.id ?? event.id ?? ''
    const place = places().get(id)
    if (event.kind === 'REMOVED') {
      if (place !== undefined) set('items', (items) => items.filter((item) => item.id !== id))
    } else if (event.one) {
      const one = event.one
      if (place === undefined) set('items', state.items.length, () => one)
      else set('items', place, reconcile(one, { key: 'id' }))
    }
  }

  // what moves places comes first; the rest together, so that a hundred at once are drawn once
  const draw = coalesce<ListEvent<T>>(drawEveryMs, (events) => {
    const latest = Object.groupBy(lastOfEach(events), ({ kind }) => kind)
    latest.SNAPSHOT?.forEach(apply)
    batch(() => latest.REMOVED?.forEach(apply))
    batch(() => [latest.ADDED, latest.CHANGED].forEach((some) => some?.forEach(apply)))
  })

  return {
    get items() {
      return state.items
    },
    get known() {
      return state.known
    },
    get: (id) => {
      const place = id == null ? undefined : places().get(id)
      return place === undefined ? undefined : state.items[place]
    },
    hear: draw.push,
    stop: draw.stop,
  }
}

/** What still counts of events in a row: nothing before a snapshot, and of each object the last. */
export function lastOfEach<T extends { id: string }>(events: readonly ListEvent<T>[]): ListEvent<T>[] {
  const start = Math.max(
    0,
    events.findLastIndex(({ kind }) => kind === 'SNAPSHOT'),
  )
  const last = new Map<string, ListEvent<T>>()
  for (const event of events.slice(start)) last.set(event.kind === 'SNAPSHOT' ? '' : (event.one?.id ?? event.id ?? ''), event)
  return [...last.values()]
}
