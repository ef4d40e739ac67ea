import Check from 'lucide-solid/icons/check'
import { Show, type ParentProps } from 'solid-js'
import { smallIcon } from '../../parts/icon.ts'

interface Props {
  number: number
  title: string
  is: 'done' | 'now' | 'later'
}

export function Step(props: ParentProps<Props>) {
  return (
    <li data-step={props.is} aria-current={props.is === 'now' ? 'step' : undefined}>
      <span class="first-number">{props.number}</span>
      <div class="min-w-0">
        <h2>
          {props.title}
          <Show when={props.is === 'done'}>
            <span class="first-done">
              <Check {...smallIcon} />
              Done
            </span>
          </Show>
        </h2>
        {props.children}
      </div>
    </li>
  )
}
