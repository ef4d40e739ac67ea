import RotateCw from 'lucide-solid/icons/rotate-cw'
import { createMemo, Show } from 'solid-js'
import { useOutputActions } from '../actions/outputs.ts'
import { readFragment } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { count } from '../parts/format.ts'
import { smallIcon } from '../parts/icon.ts'
import { StateBadge } from '../parts/StateBadge.tsx'
import { stateWord } from '../parts/words.ts'
import { ProblemEntry } from './ProblemEntry.tsx'
import type { Problem } from './problemList.ts'
import { problemOutput } from './ProblemOutput.tsx'
import { namesWords, withStop } from './words.ts'

/** Many outputs of one input that are alike: told as one, so that it can be read. */
export function ProblemOutputs(props: { problem: Extract<Problem, { kind: 'outputs' }> }) {
  const live = useLive()
  const { retry } = useOutputActions()
  const outputs = createMemo(() => props.problem.ids.flatMap((id) => live.outputs.get(id) ?? []))
  const isFlapping = () => props.problem.condition === 'FLAPPING'
  const isTriedAgain = () => props.problem.condition === 'FAILED' || props.problem.condition === 'RECONNECTING'
  const state = () => (props.problem.condition === 'FLAPPING' ? 'LIVE' : props.problem.condition)
  const why = () => {
    if (isFlapping()) return 'They go down and come back by themselves.'
    const messages = new Set(outputs().map((output) => readFragment(problemOutput, output).failure?.message ?? ''))
    const [first = ''] = messages
    return messages.size === 1 ? withStop(first) : ''
  }
  return (
    <ProblemEntry
      badge={<StateBadge state={state()} word={stateWord(state())} flapping={isFlapping()} />}
      scope={count(props.problem.ids.length, 'output')}
      since={undefined}
      href={`/inputs/${props.problem.inputId}`}
      name={live.inputs.get(props.problem.inputId)?.name ?? ''}
      text={`${why()} ${namesWords(outputs().map(({ name }) => name))}`.trim()}
    >
      <Show when={isTriedAgain()}>
        <div class="trouble-next">
          <span />
          <button type="button" class="btn btn-small" onClick={() => void retry(props.problem.ids)}>
            <RotateCw {...smallIcon} />
            <span>Retry all now</span>
          </button>
        </div>
      </Show>
    </ProblemEntry>
  )
}
