import { ProblemText } from '../parts/ProblemText.tsx'

interface Props {
  /** What saving costs, such as `Nothing that runs is interrupted.` */
  note: string
  /** Whether it interrupts somebody. */
  interrupts: boolean
  isDirty: boolean
  busy: boolean
  problem: string | null
  yes: string
  discard: () => void
}

/** Below a form of settings: what saving interrupts, said before it happens. */
export function SettingsFoot(props: Props) {
  return (
    <div class="settings-foot">
      <ProblemText text={props.problem} />
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <button type="submit" class="btn btn-primary" disabled={props.busy || !props.isDirty}>
          {props.yes}
        </button>
        <button type="button" class="btn" disabled={props.busy || !props.isDirty} onClick={() => props.discard()}>
          Discard
        </button>
        <span class="min-w-0 text-ink-3" classList={{ 'text-ink-1!': props.interrupts }} role="status">
          {props.isDirty ? props.note : 'Nothing is changed.'}
        </span>
      </div>
    </div>
  )
}
