import { createEffect } from 'solid-js'

/** Names the browser's tab after the page, as long as the page is open. */
export function usePageTitle(name: () => string): void {
  createEffect(() => (document.title = `${name()} · Stream Distribution Manager`))
}
