import type { LiveInputFragment } from '../generated/graphql.ts'
import { InputsBulk } from '../inputs/InputsBulk.tsx'
import { InputTable } from '../inputs/InputTable.tsx'
import { createSelection } from '../parts/selection.ts'

/** The table of the page of inputs, as wide as there is room beside the problems. */
export function InputList(props: { items: readonly LiveInputFragment[] }) {
  const selection = createSelection(() => props.items)
  return (
    <div class="overview-list">
      <InputsBulk selection={selection} />
      <InputTable label="Inputs" items={props.items} selection={selection} />
    </div>
  )
}
