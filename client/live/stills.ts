import type { Client } from '@urql/core'
import { createEffect, createRoot, createSignal, onCleanup, type Accessor, type Setter } from 'solid-js'
import type { Problem } from '../api/act.ts'
import { follow } from '../api/follow.ts'
import { graphql } from '../generated/index.ts'
import type { StillsSubscription } from '../generated/graphql.ts'

const stills = graphql(`
  subscription Stills($inputIds: [ID!]!) {
    stills(inputIds: $inputIds) {
      inputId
      everyMs
      still {
        url
        takenAt
        width
        height
      }
    }
  }
`)

export type SeenStill = StillsSubscription['stills']

interface Entry {
  lookers: number
  seen: Accessor<SeenStill | undefined>
  setSeen: Setter<SeenStill | undefined>
}

/** What comes into sight together is asked for together. */
const gatherMs = 150

/**
 * Pictures of inputs. To be subscribed is to look, and looking costs the server: one subscription names just the inputs whose
 * pictures are on the screen now, and there is none while nothing is or nobody looks at the tab.
 */
export class Stills {
  readonly #client: Client
  readonly #report: (of: unknown, problem: Problem | null) => void
  readonly #entries = new Map<string, Entry>()
  #subscribed = ''
  #unsubscribe = (): void => undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(client: Client, report: (of: unknown, problem: Problem | null) => void) {
    this.#client = client
    this.#report = report
  }

  /** The newest picture of an input, tracked; undefined until the server has said whether there is one. */
  of(id: string): SeenStill | undefined {
    return this.#entry(id).seen()
  }

  /** Looks at an input until the function that it gives is called. */
  look(id: string): () => void {
    const entry = this.#entry(id)
    entry.lookers++
    this.#ask()
    return () => {
      entry.lookers--
      this.#ask()
    }
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#unsubscribe()
  }

  #ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const ids = [...this.#entries].flatMap(([id, { lookers }]) => (lookers > 0 ? [id] : [])).sort()
      if (ids.join() === this.#subscribed) return
      this.#subscribed = ids.join()
      const former = this.#unsubscribe
      this.#unsubscribe = ids.length === 0 ? () => undefined : this.#subscribe(ids)
      // only now: what stays in sight is looked at without a break
      former()
    }, gatherMs)
  }

  #subscribe(inputIds: string[]): () => void {
    return follow(this.#client, stills, () => ({ inputIds }), {
      heard: ({ stills: seen }) => this.#entry(seen.inputId).setSeen(() => seen),
      failed: (problem) => this.#report(stills, problem),
    })
  }

  #entry(id: string): Entry {
    const known = this.#entries.get(id)
    if (known !== undefined) return known
    const [seen, setSeen] = createRoot(() => createSignal<SeenStill | undefined>())
    const entry = { lookers: 0, seen, setSeen }
    this.#entries.set(id, entry)
    return entry
  }
}

/** Looks at the input that `id` names as long as `isSeen` and the caller is there. */
export function lookWhile(stillsOfAll: Stills, id: Accessor<string>, isSeen: Accessor<boolean>): void {
  createEffect(() => {
    if (isSeen()) onCleanup(stillsOfAll.look(id()))
  })
}
