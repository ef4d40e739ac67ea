import { createMemo, Index, Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { outputSums } from '../live/outputSums.ts'
import { Cell } from '../parts/DataList.tsx'

/** How many outputs an input has, and how they are, the worst first. */
export function OutputsCell(props: { inputId: string }) {
  const live = useLive()
  const counts = createMemo(() => outputSums(live.outputsOf(props.inputId)))
  return (
    <Cell
      class="ou"
      title={counts()
        .map(({ words }) => words)
        .join(', ')}
    >
      <Show when={counts().length > 0} fallback={<span class="text-ink-3">no outputs</span>}>
        <Index each={counts()}>
          {(one, place) => (
            <>
              {place === 0 ? '' : ', '}
              <span class="state-count" data-state={one().state}>
                {one().words}
              </span>
            </>
          )}
        </Index>
      </Show>
    </Cell>
  )
}
