import { useLocation } from '@solidjs/router'
import { createEffect, createMemo, on, type Accessor } from 'solid-js'

/** The page at an address: a panel that lies over it is no other page. */
export function pageOf(pathname: string): string {
  return pathname.replace(/\/(outputs\/)?new$/, '') || '/'
}

/** On another page the focus begins at its top, as it would after a full load, so that the keyboard and a screen reader are there too. */
export function moveFocusWithPage(main: Accessor<HTMLElement>): void {
  const location = useLocation()
  // what lies over the page gives the focus back to what opened it
  const page = createMemo(() => pageOf(location.pathname))
  createEffect(
    on(
      page,
      () => {
        const heading = main().querySelector('h1')
        if (heading !== null) heading.tabIndex = -1
        ;(heading ?? main()).focus({ preventScroll: true })
      },
      { defer: true },
    ),
  )
}
