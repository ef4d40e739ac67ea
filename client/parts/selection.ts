import { createSignal, type Accessor } from 'solid-js'

export interface Selection {
  ids: Accessor<ReadonlySet<string>>
  has(id: string): boolean
  /** Selects or gives up one; with `range`, all between it and the one touched before become like it. */
  toggle(id: string, options?: { range?: boolean }): void
  /** Selects all that are listed, or none when all are. */
  toggleAll(): void
  clear(): void
}

/** Which of the listed objects are selected; one that is no longer listed is not selected either. */
export function createSelection(listed: Accessor<readonly { id: string }[]>): Selection {
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set())
  let touched: string | null = null
  const ids = () => {
    const all = chosen()
    return all.size === 0 ? all : new Set(listed().flatMap(({ id }) => (all.has(id) ? [id] : [])))
  }

  return {
    ids,
    has: (id) => chosen().has(id),
    toggle(id, { range = false } = {}) {
      const order = listed().map((one) => one.id)
      const wanted = !chosen().has(id)
      const start = range && touched !== null ? order.indexOf(touched) : -1
      const end = order.indexOf(id)
      const changed = start < 0 ? [id] : order.slice(Math.min(start, end), Math.max(start, end) + 1)
      touched = id
      setChosen((before) => {
        const after = new Set(before)
        for (const one of changed) {
          if (wanted) after.add(one)
          else after.delete(one)
        }
        return after
      })
    },
    toggleAll() {
      const all = listed().map(({ id }) => id)
      setChosen(ids().size === all.length ? new Set<string>() : new Set(all))
    },
    clear: () => setChosen(new Set<string>()),
  }
}
