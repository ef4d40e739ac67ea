import { createRoot, createSignal } from 'solid-js'

export const themes = ['dark', 'light', 'system'] as const
export type Theme = (typeof themes)[number]

const light = matchMedia('(prefers-color-scheme: light)')

function stored(): Theme {
  try {
    const value = localStorage.getItem('theme')
    return themes.find((theme) => theme === value) ?? 'dark'
  } catch {
    return 'dark'
  }
}

const [theme, setSignal] = createRoot(() => createSignal<Theme>(stored()))
export { theme }

export function setTheme(wish: Theme): void {
  setSignal(wish)
  try {
    localStorage.setItem('theme', wish)
  } catch {
    // without storage the choice lasts as long as the page
  }
  paint()
}

function paint(): void {
  const isLight = theme() === 'light' || (theme() === 'system' && light.matches)
  document.documentElement.dataset.theme = isLight ? 'light' : 'dark'
}

light.addEventListener('change', paint)
