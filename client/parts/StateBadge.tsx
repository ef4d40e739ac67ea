import { Show } from 'solid-js'
import type { InputState, OutputState } from '../generated/graphql.ts'
import { Shape, type StateName } from './Shape.tsx'

interface Props {
  state: InputState | OutputState
  /** The state in words. */
  word: string
  /** An output that goes up and down: one steady badge in place of a flicker. */
  flapping?: boolean
  /** How often it went down; shown while it flaps. */
  drops?: number
}

/** The one place that draws a state: shape, word and colour. */
export function StateBadge(props: Props) {
  const name = () => props.state.toLowerCase() as StateName
  return (
    <span class="badge" data-state={name()} data-flapping={props.flapping ? '' : undefined}>
      <Shape of={props.flapping ? 'flapping' : name()} />
      <span>{props.flapping ? 'Flapping' : props.word}</span>
      <Show when={props.flapping && props.drops}>
        <span class="font-regular">×{props.drops}</span>
      </Show>
    </span>
  )
}
