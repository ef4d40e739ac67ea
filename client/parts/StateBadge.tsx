import { Show } from 'solid-js'
import type { InputState, OutputState } from '../generated/graphql.ts'
import { flaps } from '../live/problems.ts'
import { Shape, stateName } from './Shape.tsx'

interface Props {
  state: InputState | OutputState
  /** The state in words: `inputWords[state]` or `outputWord(state, protocol)`. */
  word: string
  /** An output that goes up and down: one steady badge in place of a flicker. */
  flapping?: boolean | undefined
  /** How often it went down; shown while it flaps. */
  drops?: number | undefined
  /** Beside a title. */
  large?: boolean
}

/** The one place that draws a state: shape, word and colour. */
export function StateBadge(props: Props) {
  const isFlapping = () => flaps(props)
  return (
    <span
      class="badge"
      classList={{ 'badge-large': props.large === true }}
      data-state={stateName(props.state)}
      data-flapping={isFlapping() ? '' : undefined}
    >
      <Shape of={isFlapping() ? 'flapping' : stateName(props.state)} />
      <span>{isFlapping() ? 'Flapping' : props.word}</span>
      <Show when={isFlapping() && props.drops}>
        <span class="times">×{props.drops}</span>
      </Show>
    </span>
  )
}
