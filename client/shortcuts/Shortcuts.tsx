import { Match, onCleanup, onMount, Switch } from 'solid-js'
import { Later } from '../loading/Guard.tsx'
import { loadLater } from '../loading/loadLater.ts'
import { offeredActions } from './actions.ts'
import { openPalette, shown } from './palette.ts'

const Palette = loadLater('Palette', () => import('./Palette.tsx'))
const Keys = loadLater('Keys', () => import('./Keys.tsx'))

/** Hears the keys of the whole page, and shows the palette and the list of keys. */
export function Shortcuts() {
  function hear(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.altKey) return
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      if (!isBusy()) openPalette()
      return
    }
    if (event.ctrlKey || event.metaKey || isTyping(event.target) || isBusy()) return
    const action = offeredActions().find(({ key, isHeardThere }) => key === event.key && isHeardThere !== true)
    if (action === undefined) return
    event.preventDefault()
    action.run()
  }
  onMount(() => document.addEventListener('keydown', hear))
  onCleanup(() => document.removeEventListener('keydown', hear))
  return (
    <Later small>
      <Switch>
        <Match when={shown() === 'palette'}>
          <Palette />
        </Match>
        <Match when={shown() === 'keys'}>
          <Keys />
        </Match>
      </Switch>
    </Later>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !isTick(target)))
  )
}

function isTick(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')
}

/** While a dialog or a menu is open the keys are its own. */
function isBusy(): boolean {
  return document.querySelector('dialog[open], [role="menu"]') !== null
}
