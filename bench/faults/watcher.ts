import { performance } from 'node:perf_hooks'
import type { ApiClient } from '../../tests/support/api.ts'
import { subscriptions } from '../dashboard.ts'
import { canary } from './places.ts'

/** What a subscriber was told of an output. */
export interface Change {
  /** Of performance.now. */
  at: number
  id: string
  state: string
  attempt: number
  code: string | null
}

interface Told {
  outputEvents?: { output: { id: string; state: string; attempt: number; failure: { code: string } | null } | null }
}

/** A client that subscribes to all that a dashboard does, remembers what it was told of outputs, and looks for secrets in it. */
export class Watcher {
  changes: Change[] = []
  leaks: string[] = []
  #readers: AsyncGenerator<object, void>[] = []

  /** Begins anew with a manager that was started; resolves when all subscriptions are. */
  async follow(api: ApiClient): Promise<void> {
    await this.stop()
    for (const { query, variables } of subscriptions) {
      const reader = api.follow(query, variables)
      this.#readers.push(reader)
      // It may end at any time: managers are killed here.
      void (async () => {
        for await (const told of reader) this.#hear(told)
      })().catch(() => {})
    }
  }

  /** What was told so far is forgotten. */
  reset(): void {
    this.changes = []
    this.leaks = []
  }

  of(id: string, since = 0): Change[] {
    return this.changes.filter((change) => change.id === id && change.at >= since)
  }

  async stop(): Promise<void> {
    const ending = this.#readers.splice(0)
    // One whose connection hangs does not answer.
    for (const reader of ending) void reader.return().catch(() => {})
  }

  #hear({ data }: { data?: object | null }): void {
    const text = JSON.stringify(data)
    const at = text.indexOf(canary)
    if (at >= 0) this.leaks.push(`an event: ${text.slice(Math.max(0, at - 40), at + 40)}`)
    const output = (data as Told | null)?.outputEvents?.output
    if (!output) return
    const { id, state, attempt, failure } = output
    this.changes.push({ at: performance.now(), id, state, attempt, code: failure?.code ?? null })
  }
}
