import { Show, type JSX, type ParentProps } from 'solid-js'
import { Duration } from '../parts/Times.tsx'
import { addressOf } from '../url/address.ts'

interface Props {
  badge: JSX.Element
  /** What it is about, such as `Main stage, SRT`. */
  scope: string
  since: string | undefined
  href: string
  name: string
  text: string
}

/** One problem: how bad, what, since when, why. What is passed in stands below: when it is tried again, and a button. */
export function ProblemEntry(props: ParentProps<Props>) {
  return (
    <li class="trouble">
      <div class="trouble-line">
        {props.badge}
        <span class="trouble-scope" title={props.scope}>
          {props.scope}
        </span>
        <Show when={props.since}>{(since) => <Duration from={since()} />}</Show>
      </div>
      <h3>
        <a href={addressOf(props.href)}>{props.name}</a>
      </h3>
      <p>{props.text}</p>
      {props.children}
    </li>
  )
}
