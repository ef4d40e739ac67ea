import RotateCw from 'lucide-solid/icons/rotate-cw'
import { createMemo, Show } from 'solid-js'
import { useOutputActions } from '../actions/outputs.ts'
import { readFragment } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { count } from '../parts/format.ts'
import { smallIcon } from '../parts/icon.ts'
import { StateBadge } from '../parts/StateBadge.tsx'
import { stateWord } from '../parts/words.ts'
import { OutputNames } from './OutputNames.tsx'
import { ProblemEntry } from './ProblemEntry.tsx'
import type { Problem } from './problemList.ts'
import { problemOutput } from './ProblemOutput.tsx'
import { withStop } from './words.ts'

const mostReasons = 2

/** Many outputs that are alike: told as one with its reason, so that it can be read. */
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
    // of one cause: they differ in a figure, or in what the other end said
    return [...messages].slice(0, mostReasons).map(withStop).join(' ')
  }
  const inputName = (id: string) => live.inputs.get(id)?.name ?? ''
  const scope = () => {
    const many = count(props.problem.ids.length, 'output')
    if (props.problem.inputId !== null) return many
    return `${many} of ${count(new Set(outputs().map(({ inputId }) => inputId)).size, 'input')}`
  }
  return (
    <ProblemEntry
      badge={<StateBadge state={state()} word={stateWord(state())} flapping={isFlapping()} />}
      scope={scope()}
      since={undefined}
      href={props.problem.inputId === null ? '/incidents' : `/inputs/${props.problem.inputId}`}
      name={props.problem.inputId === null ? props.problem.place : inputName(props.problem.inputId)}
      text={why()}
    >
      <OutputNames
        outputs={outputs()}
        nameOf={({ name, inputId }) => (props.problem.inputId === null ? `${inputName(inputId)} ${name}` : name)}
      />
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
