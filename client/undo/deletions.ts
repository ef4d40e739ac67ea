import { batch, createRoot, createSignal } from 'solid-js'
import type { Problem } from '../api/act.ts'
import { notify } from '../frame/notices.ts'

/** How long a deletion waits here, in the browser, before the server hears of it. */
export const undoMs = 10_000

export interface HeldDeletion {
  /** Names the object, such as `input:3`; one that is held already is not held twice. */
  key: string
  /** What people call it. */
  name: string
  act: () => Promise<Problem | null>
}

interface Held extends HeldDeletion {
  /** When it is done, milliseconds of this browser's clock. */
  at: number
}

const [held, setHeld] = createRoot(() => createSignal<readonly Held[]>([]))
const [sent, setSent] = createRoot(() => createSignal<ReadonlySet<string>>(new Set()))
const gone = new Set<string>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** The deletions that wait, oldest first. Nothing of them was stopped; they are lost with the tab. */
export { held }

/** Whether the object is about to be deleted, or just being so; it runs on until then. Tracked. */
export function isLeaving(key: string): boolean {
  return sent().has(key) || held().some((one) => one.key === key)
}

/** Whether it was deleted here, and not by somebody else. */
export function wasDeletedHere(key: string): boolean {
  return gone.has(key)
}

export function holdDeletion(deletion: HeldDeletion): void {
  if (isLeaving(deletion.key)) return
  setHeld((before) => [...before, { ...deletion, at: Date.now() + undoMs }])
  timers.set(
    deletion.key,
    setTimeout(() => void deleteNow(deletion.key), undoMs),
  )
}

export function undoDeletions(): void {
  for (const timer of timers.values()) clearTimeout(timer)
  timers.clear()
  setHeld([])
}

export async function deleteAllNow(): Promise<void> {
  await Promise.all(held().map(({ key }) => deleteNow(key)))
}

async function deleteNow(key: string): Promise<void> {
  clearTimeout(timers.get(key))
  timers.delete(key)
  const deletion = held().find((one) => one.key === key)
  if (deletion === undefined) return
  // what is on its way cannot be taken back
  batch(() => {
    setHeld((before) => before.filter((one) => one.key !== key))
    setSent((before) => new Set([...before, key]))
  })
  gone.add(key)
  const problem = await deletion.act()
  if (problem !== null) gone.delete(key)
  setSent((before) => new Set([...before].filter((one) => one !== key)))
  if (problem !== null) notify(`${deletion.name} was not deleted: ${problem.message}`, { isProblem: true })
}
