import { Show } from 'solid-js'
import { count } from '../parts/format.ts'
import { ProblemText } from '../parts/ProblemText.tsx'
import { StartAtOnce } from './StartAtOnce.tsx'

interface Props {
  form: string
  count: number
  start: boolean
  setStart: (on: boolean) => void
  busy: boolean
  problem: string | null
  /** Whether everything is added, and the panel only shows what came of it. */
  isDone: boolean
  close: () => void
}

/** The foot of the panel that adds outputs. */
export function AddOutputsFoot(props: Props) {
  return (
    <div class="panel-foot">
      <ProblemText text={props.problem} />
      <Show
        when={!props.isDone}
        fallback={
          <div class="flex justify-end">
            <button type="button" class="btn btn-primary" onClick={() => props.close()}>
              Done
            </button>
          </div>
        }
      >
        <div class="flex items-center gap-4">
          <StartAtOnce on={props.start} change={props.setStart} />
          <span class="min-w-0 truncate text-ink-3 phone:hidden">Nothing that runs is interrupted.</span>
          <button type="submit" form={props.form} class="btn btn-primary ml-auto" disabled={props.busy}>
            {props.count === 0 ? 'Add outputs' : `Add ${count(props.count, 'output')}`}
          </button>
        </div>
      </Show>
    </div>
  )
}
