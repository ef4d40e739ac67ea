import { createStore } from 'solid-js/store'
import { draftOf, isTouched, readDraft, type Draft } from './draft.ts'
import type { OutputKind } from './outputKinds.ts'
import type { Told } from './written.ts'

export interface KnownService {
  name: string
  server: string
  keyPlace: string
  hints: readonly string[]
}

export interface Drafts {
  readonly items: readonly Draft[]
  add: (draft: Draft) => void
  /** An empty one of a kind. */
  addKind: (kind: OutputKind) => void
  change: (key: number, change: Partial<Draft>) => void
  remove: (keys: readonly number[]) => void
  /** What was written in one of them; null: something cannot be read, which it says at that setting. */
  read: (draft: Draft) => Record<string, Told> | null
  /** Learns the addresses of services; those chosen already get theirs. */
  know: (services: readonly KnownService[]) => void
  /** Whether something was written in one of them, or in one of `among`. */
  isTouched: (among?: readonly Draft[]) => boolean
  /** Names that a new one shall not have. */
  names: () => string[]
}

/** The outputs that are about to be added. `taken` are the names of those that there are. */
export function createDrafts(taken: () => readonly string[]): Drafts {
  const [state, set] = createStore<{ items: Draft[] }>({ items: [] })
  let services: readonly KnownService[] = []
  const names = () => [...taken(), ...state.items.map(({ name }) => name)]
  const known = (kind: OutputKind): Partial<Draft> => {
    const service = services.find(({ name }) => name === kind.service)
    if (service === undefined) return {}
    return { values: { url: service.server }, keyPlace: service.keyPlace, notes: service.hints }
  }
  const change = (key: number, changed: Partial<Draft>): void =>
    // not merged: a value that is gone from the new ones would stay
    set('items', (items) => items.map((draft) => (draft.key === key ? { ...draft, ...changed } : draft)))

  return {
    get items() {
      return state.items
    },
    add: (draft) => set('items', (items) => [...items, draft]),
    addKind: (kind) => set('items', (items) => [...items, draftOf(kind, names(), known(kind))]),
    change,
    remove: (keys) => set('items', (items) => items.filter(({ key }) => !keys.includes(key))),
    read(draft) {
      const read = readDraft(draft)
      change(draft.key, { problem: 'problem' in read ? read.problem : null })
      return 'problem' in read ? null : read.output
    },
    know(all) {
      services = all
      for (const { key, kind, values, pasted } of state.items)
        if (pasted === null && values.url === undefined) {
          const about = known(kind)
          if (about.values !== undefined) change(key, { ...about, values: { ...values, ...about.values } })
        }
    },
    isTouched: (among = state.items) =>
      among.some((draft) => isTouched(draft, services.find(({ name }) => name === draft.kind.service)?.server)),
    names,
  }
}
