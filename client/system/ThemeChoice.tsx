import { For } from 'solid-js'
import { setTheme, theme, themes } from '../frame/theme.ts'

const names = { dark: 'Dark', light: 'Light', system: 'As the system' }

/** How the dashboard looks in this browser. */
export function ThemeChoice() {
  return (
    <section aria-labelledby="theme" class="mt-8">
      <div class="section-head">
        <h2 id="theme">Theme</h2>
        <span class="text-ink-3">in this browser</span>
      </div>
      <div class="seg" role="group" aria-labelledby="theme">
        <For each={themes}>
          {(one) => (
            <button type="button" aria-pressed={theme() === one} onClick={() => setTheme(one)}>
              {names[one]}
            </button>
          )}
        </For>
      </div>
    </section>
  )
}
