import Unplug from 'lucide-solid/icons/unplug'
import { createEffect, createSignal, onCleanup, Show } from 'solid-js'
import { useConnection } from '../api/ApiProvider.tsx'
import { span, timeOfDay } from '../parts/format.ts'
import { icon } from '../parts/icon.ts'

/** Says that what stands on the page is old. It lies over the top bar: nothing below it moves. */
export function Banner() {
  const { lostAt } = useConnection()
  const [now, setNow] = createSignal(Date.now())
  createEffect(() => {
    if (lostAt() === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    onCleanup(() => clearInterval(timer))
  })
  return (
    <Show when={lostAt()}>
      {(since) => (
        <div
          role="status"
          data-banner="lost"
          class="fixed top-0 right-0 left-[26.5rem] z-(--z-banner) flex h-[calc(var(--bar)-1px)] items-center gap-3 bg-warn-tint pr-(--gutter) pl-4 text-warn tablet:left-92 phone:left-14 phone:gap-2 phone:leading-4"
        >
          <Unplug {...icon} class="flex-none" />
          <b>
            Live updates lost <span aria-hidden="true">{span(since(), now())}</span>
          </b>
          <span class="tablet:sr-only phone:sr-only">
            Values are frozen at {timeOfDay(new Date(since()).toISOString())}. Outputs keep running. Retrying.
          </span>
        </div>
      )}
    </Show>
  )
}
