import { setTheme, theme, themes } from '../frame/theme.ts'
import { Choice } from '../parts/Choice.tsx'

const names = { dark: 'Dark', light: 'Light', system: 'As the system' }

/** How the dashboard looks in this browser. */
export function ThemeChoice() {
  return (
    <section aria-labelledby="theme" class="mt-8">
      <div class="section-head">
        <h2 id="theme">Theme</h2>
        <span class="ml-auto text-ink-3">in this browser</span>
      </div>
      <Choice label="Theme" options={themes.map((value) => ({ value, name: names[value] }))} chosen={theme()} choose={setTheme} />
    </section>
  )
}
