import { createRoot, createSignal } from 'solid-js'

const [shown, setShown] = createRoot(() => createSignal<'palette' | 'keys' | null>(null))

/** What lies over the page: the palette, the list of keys, or neither. */
export { shown }

export const commandKey = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl'

export function openPalette(): void {
  setShown('palette')
}

export function openKeys(): void {
  setShown('keys')
}

// a dialog says that it was closed in a later task: what has come in its place meanwhile stays
export function closePalette(): void {
  setShown((now) => (now === 'palette' ? null : now))
}

export function closeKeys(): void {
  setShown((now) => (now === 'keys' ? null : now))
}
