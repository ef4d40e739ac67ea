import Unplug from 'lucide-solid/icons/unplug'
import { createEffect, createSignal, onCleanup, Show } from 'solid-js'
import { useConnection } from '../api/ApiProvider.tsx'
import { useLive } from '../live/LiveProvider.tsx'
import { span, timeOfDay } from '../parts/format.ts'
import { icon } from '../parts/icon.ts'

const look =
  'fixed top-0 right-0 left-[26.5rem] z-(--z-banner) flex h-[calc(var(--bar)-1px)] items-center gap-3 bg-warn-tint pr-(--gutter) pl-4 text-warn tablet:left-92 phone:left-14 phone:gap-2 phone:leading-4'

/** Says that what stands on the page is old, or not all that there is. It lies over the top bar: nothing below it moves. */
export function Banner() {
  const { lostAt } = useConnection()
  const live = useLive()
  const [now, setNow] = createSignal(Date.now())
  createEffect(() => {
    if (lostAt() === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    onCleanup(() => clearInterval(timer))
  })
  return (
    <Show when={lostAt()} fallback={<Trouble words={live.problem()} />}>
      {(since) => (
        <div role="status" data-banner="lost" class={look}>
          <Unplug {...icon} class="flex-none" />
          <b class="flex-none">
            Live updates lost <span aria-hidden="true">{span(since(), now())}</span>
          </b>
          <span class="min-w-0 leading-4 narrow:text-meta tablet:sr-only phone:sr-only">
            Values are frozen at {timeOfDay(new Date(since()).toISOString())}. Whether outputs run is not known from here: if only
            this connection broke, they run on. <span class="narrow:hidden">Retrying.</span>
          </span>
        </div>
      )}
    </Show>
  )
}

function Trouble(props: { words: string | null }) {
  return (
    <Show when={props.words}>
      {(words) => (
        <div role="status" data-banner="trouble" class={look} title={words()}>
          <Unplug {...icon} class="flex-none" />
          <b class="flex-none phone:hidden">Not all is shown</b>
          <span class="line-clamp-2 min-w-0 leading-4.5">{words()}</span>
        </div>
      )}
    </Show>
  )
}
