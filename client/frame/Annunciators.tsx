import { createMemo, Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { Shape } from '../parts/Shape.tsx'

/** How much is wrong, seen from every page. Silent while nothing is. */
export function Annunciators() {
  const live = useLive()
  const failed = createMemo(
    () =>
      live.inputs.items.filter((input) => input.state === 'FAILED' || input.state === 'LOST').length +
      live.outputs.items.filter((output) => output.state === 'FAILED').length,
  )
  const unstable = createMemo(
    () =>
      live.inputs.items.filter((input) => input.state === 'DEGRADED').length +
      live.outputs.items.filter(
        (output) =>
          output.state === 'DEGRADED' || output.state === 'RECONNECTING' || (output.flapping && output.state !== 'FAILED'),
      ).length,
  )
  return (
    <div class="ml-3 flex gap-1 phone:ml-1">
      <Show when={failed() > 0}>
        <span class="inline-flex h-7 items-center gap-1.5 rounded-1 bg-fail px-2.5 font-medium text-on-fail">
          <Shape of="failed" />
          <b>{failed()}</b> <span>failed</span>
        </span>
      </Show>
      <Show when={unstable() > 0}>
        <span class="inline-flex h-7 items-center gap-1.5 rounded-1 bg-warn-tint px-2.5 font-medium text-warn">
          <Shape of="degraded" />
          <b>{unstable()}</b> <span class="phone:sr-only">unstable</span>
        </span>
      </Show>
    </div>
  )
}
