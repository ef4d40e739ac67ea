import { Show } from 'solid-js'
import type { InputState, OutputState } from '../generated/graphql.ts'
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
  return (
    <span
      class="badge"
      classList={{ 'badge-large': props.large === true }}
      data-state={stateName(props.state)}
      data-flapping={props.flapping ? '' : undefined}
    >
      <Shape of={props.flapping ? 'flapping' : stateName(props.state)} />
      <span>{props.flapping ? 'Flapping' : props.word}</span>
      <Show when={props.flapping && props.drops}>
        <span class="times">×{props.drops}</span>
      </Show>
    </span>
  )
}
