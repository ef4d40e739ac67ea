import { ProblemText } from './ProblemText.tsx'

interface Props {
  /** Id of the form that the button sends. */
  form: string
  yes: string
  busy: boolean
  note?: string
  /** What went wrong and belongs to no field. */
  problem: string | null | undefined
}

/** The foot of a panel with a form: what it costs, what went wrong, and the button. */
export function PanelFoot(props: Props) {
  return (
    <div class="border-t border-line px-6 py-3 phone:px-4">
      <ProblemText text={props.problem} />
      <div class="flex items-center justify-end gap-4">
        <span class="mr-auto text-ink-3">{props.note}</span>
        <button type="submit" form={props.form} class="btn btn-primary" disabled={props.busy}>
          {props.yes}
        </button>
      </div>
    </div>
  )
}
