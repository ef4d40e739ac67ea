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
          class="fixed top-0 right-0 left-96 z-(--z-banner) flex h-[calc(var(--bar)-1px)] items-center gap-3 bg-warn-tint px-4 text-warn phone:left-14"
        >
          <Unplug {...icon} />
          <b>
            Live updates lost <span aria-hidden="true">{span(since(), now())}</span>
          </b>
          <span class="hidden lg:inline">Values are frozen at {timeOfDay(new Date(since()).toISOString())}. Retrying.</span>
        </div>
      )}
    </Show>
  )
}
