import Monitor from 'lucide-solid/icons/monitor'
import Moon from 'lucide-solid/icons/moon'
import Sun from 'lucide-solid/icons/sun'
import { Match, Switch } from 'solid-js'
import { icon } from '../parts/icon.ts'
import { setTheme, theme, themes } from './theme.ts'

/** Dark, light, as the system says: one after the other. It shows what comes next. */
export function ThemeButton() {
  const next = () => themes[(themes.indexOf(theme()) + 1) % themes.length] ?? 'dark'
  const label = () => `Theme: ${theme()}. Change to ${next()}`
  return (
    <button
      type="button"
      class="icon-btn flex-none phone:-mr-3"
      aria-label={label()}
      title={label()}
      onClick={() => setTheme(next())}
    >
      <Switch>
        <Match when={next() === 'dark'}>
          <Moon {...icon} />
        </Match>
        <Match when={next() === 'light'}>
          <Sun {...icon} />
        </Match>
        <Match when={next() === 'system'}>
          <Monitor {...icon} />
        </Match>
      </Switch>
    </button>
  )
}
