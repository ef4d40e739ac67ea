import { Show } from 'solid-js'
import { graphql, readFragment } from '../generated/index.ts'
import { whyWords } from '../inputs/whyWords.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { inputWords } from '../parts/words.ts'
import { ProblemEntry } from './ProblemEntry.tsx'
import { lostWords } from './words.ts'

const fragment = graphql(`
  fragment ProblemInput on Input {
    failure {
      message
    }
  }
`)

/** An input whose feed is lost, damaged or comes and goes. */
export function ProblemInput(props: { id: string }) {
  const live = useLive()
  const input = () => live.inputs.get(props.id)
  const waiting = () => live.outputsOf(props.id).filter(({ state }) => state === 'WAITING_INPUT').length
  const comesAndGoes = () =>
    live.incidents.items.find(({ cause, inputId, outputIds }) => {
      const isOfOutput = outputIds.some((id) => live.outputs.get(id)?.flapping)
      return cause === 'FLAPPING' && inputId === props.id && !isOfOutput
    })
  return (
    <Show when={input()}>
      {(known) => {
        const text = () => {
          const { state, udpPort, stateSince } = known()
          const again = comesAndGoes()
          if (again !== undefined) return `${again.title}.`
          const why = whyWords({ state, udpPort, stateSince, failure: readFragment(fragment, known()).failure }) ?? ''
          return state === 'LOST' ? lostWords(why, waiting()) : why
        }
        return (
          <ProblemEntry
            badge={<StateBadge state={known().state} word={inputWords[known().state]} flapping={comesAndGoes() !== undefined} />}
            scope="Input"
            since={comesAndGoes()?.openedAt ?? known().stateSince}
            href={`/inputs/${props.id}`}
            name={known().name}
            text={text()}
          />
        )
      }}
    </Show>
  )
}
