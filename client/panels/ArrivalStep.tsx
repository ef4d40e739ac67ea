import Check from 'lucide-solid/icons/check'
import { Show, type ParentProps } from 'solid-js'
import { smallIcon } from '../parts/icon.ts'
import { Shape } from '../parts/Shape.tsx'

/** One step of what arrives at a new input: done, or still awaited. */
export function ArrivalStep(props: ParentProps<{ title: string; isDone: boolean }>) {
  return (
    <li data-done={props.isDone}>
      <Show when={props.isDone} fallback={<Shape of="waiting" />}>
        <Check {...smallIcon} />
      </Show>
      <span class="font-medium text-ink-1">
        {props.title}
        <span class="sr-only">{props.isDone ? ': done' : ': awaited'}</span>
      </span>
      <span>{props.children}</span>
    </li>
  )
}
