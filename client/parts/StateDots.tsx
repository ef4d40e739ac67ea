import { createMemo, Index, Show } from 'solid-js'
import type { OutputState, Protocol } from '../generated/graphql.ts'
import { Shape, stateName } from './Shape.tsx'
import { outputWord } from './words.ts'

interface DottedOutput {
  name: string
  state: OutputState
  protocol: Protocol
  flapping: boolean
}

const mostDots = 12
const worstFirst: readonly OutputState[] = [
  'FAILED',
  'RECONNECTING',
  'DEGRADED',
  'UNKNOWN',
  'STOPPING',
  'STARTING',
  'WAITING_INPUT',
]

/** One dot per output, at most twelve: of more the bad ones come first, then how many are left out. */
export function StateDots(props: { label: string; outputs: readonly DottedOutput[] }) {
  const shown = createMemo(() => dotsOf(props.outputs))
  return (
    <ul class="dots" aria-label={props.label}>
      {/* by place: a dot that becomes another output's is drawn over, not moved */}
      <Index each={shown()}>
        {(output) => {
          const words = () =>
            `${output().name}: ${(output().flapping ? 'flapping' : outputWord(output().state, output().protocol)).toLowerCase()}`
          return (
            <li
              class="dot"
              data-state={stateName(output().state)}
              data-flapping={output().flapping ? '' : undefined}
              title={words()}
            >
              <Shape of={output().flapping && output().state !== 'FAILED' ? 'flapping' : stateName(output().state)} />
              <span class="sr-only">{words()}</span>
            </li>
          )
        }}
      </Index>
      <Show when={props.outputs.length > mostDots}>
        <li class="ml-0.5 text-meta text-ink-3">+{props.outputs.length - mostDots}</li>
      </Show>
    </ul>
  )
}

/** All of up to twelve in their order; of more the twelve worst, those that are equally bad in their order. */
export function dotsOf<T extends DottedOutput>(outputs: readonly T[]): readonly T[] {
  if (outputs.length <= mostDots) return outputs
  return outputs.toSorted((one, other) => badness(one) - badness(other)).slice(0, mostDots)
}

function badness(output: DottedOutput): number {
  const place = worstFirst.indexOf(output.state)
  if (output.flapping && output.state !== 'FAILED') return 1
  return place < 0 ? worstFirst.length : place
}
