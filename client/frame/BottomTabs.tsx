import { For, Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { mainPages } from './pages.tsx'
import { addressOf } from '../url/address.ts'
import { usePath } from '../url/usePath.ts'

/** On a phone the pages are reached with the thumb. */
export function BottomTabs() {
  const path = usePath()
  const live = useLive()
  const open = () => live.incidents.items.length
  return (
    <nav
      aria-label="Main, bottom"
      class="fixed inset-x-0 bottom-0 z-(--z-bar) hidden h-[calc(var(--tabs)+env(safe-area-inset-bottom))] grid-cols-5 border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] phone:grid"
    >
      <For each={mainPages}>
        {(page) => (
          <a
            href={addressOf(page.href)}
            aria-current={page.holds(path()) ? 'page' : undefined}
            class="relative grid place-content-center justify-items-center gap-0.5 text-micro text-ink-3 aria-[current]:text-ink-1 aria-[current]:before:absolute aria-[current]:before:inset-x-1/4 aria-[current]:before:-top-px aria-[current]:before:h-0.5 aria-[current]:before:bg-accent"
          >
            {page.icon()}
            <span>{page.name}</span>
            <Show when={page.href === '/incidents' && open() > 0}>
              <b
                class="absolute top-1.25 left-[calc(50%+6px)] h-4 min-w-4 rounded-full bg-fail px-1 text-center leading-4 text-on-fail"
                aria-label={`${open()} open`}
              >
                {open()}
              </b>
            </Show>
          </a>
        )}
      </For>
    </nav>
  )
}
