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

export function closePalette(): void {
  setShown(null)
}
