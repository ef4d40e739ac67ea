import { createEffect, createMemo, on, onCleanup, type Accessor } from 'solid-js'
import { usePath } from '../url/usePath.ts'

/** The page at an address: a panel that lies over it is no other page. */
export function pageOf(pathname: string): string {
  return pathname.replace(/\/(outputs\/)?new$/, '') || '/'
}

/**
 * On another page the focus begins at its heading, so that the keyboard and a screen reader are there too: at once, or as soon
 * as it is drawn for a page that has to ask the server first.
 */
export function moveFocusWithPage(main: Accessor<HTMLElement>): void {
  const path = usePath()
  // what lies over the page gives the focus back to what opened it
  const page = createMemo(() => pageOf(path()))
  createEffect(
    on(
      page,
      () => {
        if (focusHeading(main())) return
        main().focus({ preventScroll: true })
        const awaited = new MutationObserver(() => {
          const isElsewhere = document.activeElement !== main() && document.activeElement !== document.body
          if (isElsewhere || focusHeading(main())) awaited.disconnect()
        })
        awaited.observe(main(), { childList: true, subtree: true })
        onCleanup(() => awaited.disconnect())
      },
      { defer: true },
    ),
  )
}

/** False when there is none yet. */
function focusHeading(main: HTMLElement): boolean {
  const heading = main.querySelector('h1')
  if (heading === null) return false
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  return true
}
