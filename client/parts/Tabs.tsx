import { useLocation } from '@solidjs/router'
import { createEffect, For } from 'solid-js'

interface Tab {
  /** As it stands in the address, `?tab=health`; of the first it is absent. */
  value: string
  name: string
  /** How many there are, behind the name. */
  count?: number | undefined
}

/** The tabs of a page, in its address. Which is open is told by `useUrlChoice('tab', values)`. */
export function Tabs(props: { label: string; tabs: readonly Tab[]; open: string }) {
  const location = useLocation()
  const href = (tab: Tab) => (tab === props.tabs[0] ? location.pathname : `${location.pathname}?tab=${tab.value}`)
  let bar!: HTMLElement
  createEffect(() => {
    // where they do not all fit, the one that is open is in sight
    const open = bar.querySelector(`[data-tab="${props.open}"]`)?.getBoundingClientRect()
    const { left, width } = bar.getBoundingClientRect()
    if (open !== undefined) bar.scrollLeft += open.left + open.width / 2 - left - width / 2
  })
  return (
    <nav ref={bar} class="tabbar" aria-label={props.label}>
      <For each={props.tabs}>
        {(tab) => (
          <a href={href(tab)} aria-current={tab.value === props.open ? 'page' : undefined} data-tab={tab.value} noScroll>
            {tab.name}
            {tab.count === undefined ? '' : ` ${tab.count}`}
          </a>
        )}
      </For>
    </nav>
  )
}
