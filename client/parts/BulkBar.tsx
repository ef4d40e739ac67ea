import { Show, type ParentProps } from 'solid-js'
import type { Selection } from './selection.ts'

interface Props {
  selection: Selection
  /** What an action would interrupt, such as `Stop would interrupt 13 live outputs`. */
  note?: string | undefined
}

/** What can be done with all that is selected: small buttons, passed in. There only while something is. */
export function BulkBar(props: ParentProps<Props>) {
  return (
    <Show when={props.selection.ids().size > 0}>
      <div class="bulk" role="group" aria-label="Selected">
        <b>{props.selection.ids().size} selected</b>
        <span>{props.note}</span>
        {props.children}
        <button type="button" class="link" onClick={() => props.selection.clear()}>
          Clear
        </button>
      </div>
    </Show>
  )
}
