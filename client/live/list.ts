import { reconcile, type SetStoreFunction } from 'solid-js/store'
import type { EventKind } from '../generated/graphql.ts'

/** One event about a list of objects, its fragments already read. */
export interface ListEvent<T> {
  kind: EventKind
  id: string | null | undefined
  /** Of SNAPSHOT: the whole list. */
  all: readonly T[] | null | undefined
  /** Of ADDED and CHANGED. */
  one: T | null | undefined
}

export interface LiveList<T> {
  items: T[]
  /** False until the first snapshot came. */
  known: boolean
}

/** Changes the list in place, so that only what differs is drawn again and rows keep their order. */
export function applyEvent<T extends { id: string }>(
  list: LiveList<T>,
  set: SetStoreFunction<LiveList<T>>,
  event: ListEvent<T>,
): void {
  if (event.kind === 'SNAPSHOT') {
    set('items', reconcile([...(event.all ?? [])], { key: 'id' }))
    set('known', true)
    return
  }
  const id = event.one?.id ?? event.id
  const index = list.items.findIndex((item) => item.id === id)
  if (event.kind === 'REMOVED') {
    if (index >= 0) set('items', (items) => items.filter((item) => item.id !== id))
    return
  }
  if (event.one === null || event.one === undefined) return
  const one = event.one
  if (index < 0) set('items', list.items.length, () => one)
  else set('items', index, reconcile(one, { key: 'id' }))
}
