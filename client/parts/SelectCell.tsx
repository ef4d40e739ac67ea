import { createEffect } from 'solid-js'
import { Cell } from './DataList.tsx'
import type { Selection } from './selection.ts'

/** The first cell of a row that can be selected. Shift selects all between. */
export function SelectCell(props: { selection: Selection; id: string; name: string }) {
  return (
    <Cell class="ck">
      <input
        type="checkbox"
        aria-label={`Select ${props.name}`}
        checked={props.selection.has(props.id)}
        onClick={(event) => props.selection.toggle(props.id, { range: event.shiftKey })}
      />
    </Cell>
  )
}

/** The same in the head: all or none. */
export function SelectAllCell(props: { selection: Selection; listed: number }) {
  let box!: HTMLInputElement
  const many = () => props.selection.ids().size
  createEffect(() => (box.indeterminate = many() > 0 && many() < props.listed))
  return (
    <div role="columnheader" class="ck">
      <input
        ref={box}
        type="checkbox"
        aria-label="Select all"
        checked={many() > 0 && many() === props.listed}
        onClick={() => props.selection.toggleAll()}
      />
    </div>
  )
}
