import { Show } from 'solid-js'
import { graphql, readFragment } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { NextTry, RetryButton } from '../parts/RetryNow.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { outputWord, protocolWord } from '../parts/words.ts'
import { conditionOf } from './problemList.ts'
import { ProblemEntry } from './ProblemEntry.tsx'
import { flappingWords, withStop } from './words.ts'

/** For whoever tells of many, too. */
export const problemOutput = graphql(`
  fragment ProblemOutput on Output {
    url
    failure {
      code
      message
    }
    ...RetryNow
  }
`)

/** An output that is not sent, or not as it should be. */
export function ProblemOutput(props: { id: string }) {
  const live = useLive()
  const incident = () => live.incidents.items.find(({ inputId, outputIds }) => inputId != null && outputIds[0] === props.id)
  return (
    <Show when={live.outputs.get(props.id)}>
      {(output) => {
        const more = () => readFragment(problemOutput, output())
        const isFlapping = () => conditionOf(output()) === 'FLAPPING'
        // while it flaps its state is another every moment: that would be a flicker
        const since = () => (isFlapping() ? (incident()?.openedAt ?? undefined) : output().stateSince)
        const isTriedAgain = () => !isFlapping() && (output().state === 'FAILED' || output().state === 'RECONNECTING')
        return (
          <ProblemEntry
            badge={
              <StateBadge
                state={output().state}
                word={outputWord(output().state, output().protocol)}
                flapping={isFlapping()}
                drops={output().drops}
              />
            }
            scope={`${live.inputs.get(output().inputId)?.name ?? ''}, ${protocolWord(output().protocol)}`}
            since={since()}
            href={`/outputs/${props.id}`}
            name={output().name}
            text={isFlapping() ? flappingWords(output().drops) : withStop(more().failure?.message ?? '')}
          >
            <Show when={isTriedAgain()}>
              <div class="trouble-next">
                <NextTry output={more()} />
                <RetryButton output={more()} />
              </div>
            </Show>
          </ProblemEntry>
        )
      }}
    </Show>
  )
}
