import { createRoot, createSignal } from 'solid-js'

export interface Notice {
  id: number
  text: string
  /** Something did not work: it stays until it is put away. */
  isProblem: boolean
}

const shownMs = 6000
const mostShown = 3
const [notices, setNotices] = createRoot(() => createSignal<readonly Notice[]>([]))
export { notices }

let lastId = 0

/** Tells what came of one's own action. Never used for states, which stand on the page. */
export function notify(text: string, { isProblem = false }: { isProblem?: boolean } = {}): void {
  const id = ++lastId
  setNotices((before) => [...before.filter((one) => one.text !== text), { id, text, isProblem }].slice(-mostShown))
  if (!isProblem) setTimeout(() => dismiss(id), shownMs)
}

export function dismiss(id: number): void {
  setNotices((before) => before.filter((one) => one.id !== id))
}
