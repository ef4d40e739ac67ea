import { onCleanup, type Accessor } from 'solid-js'

/** Something that a person can do here and now, by key, by the palette, or both. */
export interface Action {
  /** What it does, such as `Add input`; shown in the palette and in the list of keys. */
  title: string
  /** As `KeyboardEvent.key` names it: `n`, `/`, `?`, `Enter`. Without: by the palette alone. */
  key?: string
  /** Listed under the keys only, since it needs a place on the page, such as `Move down`. */
  onlyKey?: boolean
  /** The place that has the focus hears the key itself: it is only listed. */
  isHeardThere?: boolean
  run: () => void
}

// No signal: while a page takes the place of another, what the one that leaves takes out of a signal is put back by what the
// other has written to it meanwhile.
let groups: readonly Accessor<readonly Action[]>[] = []

/**
 * Offers actions as long as the calling component is there. Of two with the same key the one that was offered last counts: a
 * page's `n` comes before the frame's.
 */
export function useActions(actions: Accessor<readonly Action[]>): void {
  groups = [actions, ...groups]
  onCleanup(() => {
    groups = groups.filter((one) => one !== actions)
  })
}

/** All that can be done at this moment, the page's own before the frame's; each key once. */
export function offeredActions(): Action[] {
  const taken = new Set<string>()
  return groups
    .flatMap((actions) => actions())
    .filter(({ key }) => {
      if (key === undefined) return true
      if (taken.has(key)) return false
      taken.add(key)
      return true
    })
}
