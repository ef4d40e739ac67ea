import type { AnyVariables, TypedDocumentNode } from '@urql/core'
import { useClient } from '@urql/solid'
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { follow } from '../api/follow.ts'
import { createLiveList, type HeardList, type ListEvent } from './list.ts'
import { useLive } from './LiveProvider.tsx'

/**
 * All that a page shows of one object, live: more than every page knows of every object. Undefined until the first snapshot,
 * and once the object is gone. `read` makes the event of a message.
 */
export function followOne<Data, T extends { id: string }>(
  document: TypedDocumentNode<Data, AnyVariables & { id: string }>,
  id: Accessor<string>,
  read: (data: Data) => ListEvent<T>,
): Accessor<T | undefined> {
  const client = useClient()
  const live = useLive()
  const [list, setList] = createSignal<HeardList<T>>()
  createEffect(
    on(id, (asked) => {
      const followed = createLiveList<T>()
      setList(() => followed)
      const end = follow(client, document, () => ({ id: asked }), {
        heard: (data) => followed.hear(read(data)),
        failed: (problem) => live.report(document, problem),
      })
      onCleanup(() => {
        end()
        followed.stop()
        live.report(document, null)
      })
    }),
  )
  return () => list()?.get(id())
}
