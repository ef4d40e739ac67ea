import { Show } from 'solid-js'
import { Shape } from './Shape.tsx'

/** What went wrong with one's own action, read out when it appears. */
export function ProblemText(props: { text: string | null | undefined; id?: string }) {
  return (
    <Show when={props.text}>
      <p class="problem" id={props.id} role="alert">
        <Shape of="failed" />
        <span>{props.text}</span>
      </p>
    </Show>
  )
}
