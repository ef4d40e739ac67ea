import Monitor from 'lucide-solid/icons/monitor'
import Moon from 'lucide-solid/icons/moon'
import Sun from 'lucide-solid/icons/sun'
import { Match, Switch } from 'solid-js'
import { icon } from '../parts/icon.ts'
import { setTheme, theme, themes } from './theme.ts'

/** Dark, light, as the system says: one after the other. */
export function ThemeButton() {
  const next = () => themes[(themes.indexOf(theme()) + 1) % themes.length] ?? 'dark'
  const label = () => `Theme: ${theme()}. Change to ${next()}`
  return (
    <button type="button" class="icon-btn" aria-label={label()} title={label()} onClick={() => setTheme(next())}>
      <Switch>
        <Match when={theme() === 'dark'}>
          <Moon {...icon} />
        </Match>
        <Match when={theme() === 'light'}>
          <Sun {...icon} />
        </Match>
        <Match when={theme() === 'system'}>
          <Monitor {...icon} />
        </Match>
      </Switch>
    </button>
  )
}
