import { createMemo, Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { countProblems, isMediamtxDown } from '../live/problems.ts'
import { Shape } from '../parts/Shape.tsx'
import { addressOf } from '../url/address.ts'

/** How much is wrong, seen from every page but the overview, which says it large. Silent while nothing is. */
export function Annunciators() {
  const live = useLive()
  const counted = createMemo(() => countProblems(live.inputs.items, live.outputs.items))
  const isDown = createMemo(() => isMediamtxDown(live.incidents.items))
  const problems = () => ({ failed: counted().failed + Number(isDown()), unstable: counted().unstable })
  return (
    <>
      <Show when={problems().failed > 0}>
        <a
          href={addressOf('/')}
          class="chip-link inline-flex h-7 items-center gap-1.5 rounded-1 bg-fail px-2.5 font-medium whitespace-nowrap text-on-fail phone:h-8"
        >
          <Shape of="failed" />
          <b>{problems().failed}</b> <span class="tablet:sr-only">failed</span>
        </a>
      </Show>
      <Show when={problems().unstable > 0}>
        <a
          href={addressOf('/')}
          class="chip-link inline-flex h-7 items-center gap-1.5 rounded-1 bg-warn-tint px-2.5 font-medium whitespace-nowrap text-warn phone:h-8"
        >
          <Shape of="degraded" />
          <b>{problems().unstable}</b> <span class="max-[359px]:sr-only tablet:sr-only">unstable</span>
        </a>
      </Show>
    </>
  )
}
