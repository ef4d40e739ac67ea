import { lazy, Match, onCleanup, onMount, Suspense, Switch } from 'solid-js'
import { offeredActions } from './actions.ts'
import { openPalette, shown } from './palette.ts'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const Keys = lazy(async () => ({ default: (await import('./Keys.tsx')).Keys }))

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
    const action = offeredActions().find(({ key }) => key === event.key)
    if (action === undefined) return
    event.preventDefault()
    action.run()
  }
  onMount(() => document.addEventListener('keydown', hear))
  onCleanup(() => document.removeEventListener('keydown', hear))
  return (
    <Suspense>
      <Switch>
        <Match when={shown() === 'palette'}>
          <Palette />
        </Match>
        <Match when={shown() === 'keys'}>
          <Keys />
        </Match>
      </Switch>
    </Suspense>
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
