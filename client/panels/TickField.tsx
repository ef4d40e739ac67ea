import { createUniqueId } from 'solid-js'
import { ProblemText } from '../parts/ProblemText.tsx'

interface Props {
  label: string
  checked: boolean
  change: (on: boolean) => void
  problem?: string | null
}

/** A yes or no of a form. */
export function TickField(props: Props) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label class="tick">
        <input
          type="checkbox"
          checked={props.checked}
          onChange={(event) => props.change(event.currentTarget.checked)}
          aria-invalid={props.problem ? 'true' : undefined}
          aria-describedby={props.problem ? id : undefined}
        />
        <span>{props.label}</span>
      </label>
      <ProblemText id={id} text={props.problem} />
    </div>
  )
}
