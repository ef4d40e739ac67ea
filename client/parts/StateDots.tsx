import { createMemo, Index, Show } from 'solid-js'
import { flaps } from '../live/problems.ts'
import { dotsOf, mostDots, type DottedOutput } from './dots.ts'
import { Shape, stateName } from './Shape.tsx'
import { outputWord } from './words.ts'

interface Props {
  label: string
  outputs: readonly DottedOutput[]
  /** How many at most; twelve without. */
  most?: number | undefined
}

/** One dot per output, at most twelve: of more the bad ones come first, then how many are left out. */
export function StateDots(props: Props) {
  const most = () => props.most ?? mostDots
  const shown = createMemo(() => dotsOf(props.outputs, most()))
  return (
    <ul class="dots" aria-label={props.label}>
      {/* by place: a dot that becomes another output's is drawn over, not moved */}
      <Index each={shown()}>
        {(output) => {
          const words = () =>
            `${output().name}: ${(flaps(output()) ? 'flapping' : outputWord(output().state, output().protocol)).toLowerCase()}`
          return (
            <li
              class="dot"
              data-state={stateName(output().state)}
              data-flapping={flaps(output()) ? '' : undefined}
              title={words()}
            >
              <Shape of={flaps(output()) ? 'flapping' : stateName(output().state)} />
              <span class="sr-only">{words()}</span>
            </li>
          )
        }}
      </Index>
      <Show when={props.outputs.length > most()}>
        <li class="ml-0.5 text-meta text-ink-3">+{props.outputs.length - most()}</li>
      </Show>
    </ul>
  )
}
