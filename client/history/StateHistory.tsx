import './history.css'
import { createMemo, For, Show } from 'solid-js'
import { graphql } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { createPolled } from '../live/polled.ts'
import { Choice } from '../parts/Choice.tsx'
import { lengthWords } from '../parts/format.ts'
import { timeInStates } from '../parts/history.ts'
import { HistoryBar } from '../parts/HistoryBar.tsx'
import { Shape, stateName } from '../parts/Shape.tsx'
import { TimeAxis } from '../parts/TimeAxis.tsx'
import { stateWord } from '../parts/words.ts'
import { useUrlChoice } from '../url/urlState.ts'
import { isInput, type Subject } from './subject.ts'

const query = graphql(`
  query StateHistory($id: ID!, $hours: Int!, $isInput: Boolean!) {
    input(id: $id) @include(if: $isInput) {
      stateHistory(hours: $hours) {
        state
        from
        to
      }
    }
    output(id: $id) @skip(if: $isInput) {
      stateHistory(hours: $hours) {
        state
        from
        to
      }
    }
  }
`)

interface Props {
  subject: Subject
  name: string
  /** Changes when a state begins, so that it is drawn soon. */
  stateSince: string
}

const ranges = [
  { value: '24h', name: '24 h', title: 'Last 24 hours', hours: 24 },
  { value: '1h', name: '1 h', title: 'Last hour', hours: 1 },
  { value: '7d', name: '7 d', title: 'Last 7 days', hours: 168 },
  { value: '30d', name: '30 d', title: 'Last 30 days', hours: 720 },
] as const
const shortestFirst = [ranges[1], ranges[0], ranges[2], ranges[3]]
const minuteMs = 60_000
/** What lasted less is drawn, but not summed up. */
const leastMs = 1000

/** Which states something had, as a bar, and how long each lasted. */
export function StateHistory(props: Props) {
  const live = useLive()
  const [value, choose] = useUrlChoice('states', ['24h', '1h', '7d', '30d'])
  const range = () => ranges.find((one) => one.value === value()) ?? ranges[0]
  const answer = createPolled(query, {
    variables: () => ({
      id: isInput(props.subject) ? props.subject.inputId : props.subject.outputId,
      isInput: isInput(props.subject),
      hours: range().hours,
    }),
    everyMs: () => minuteMs,
    hint: () => props.stateSince,
  })
  const spans = () => (answer.data()?.input ?? answer.data()?.output)?.stateHistory
  const until = createMemo(() => Math.ceil(live.now() / minuteMs) * minuteMs)
  const from = () => until() - range().hours * 3_600_000
  const sums = createMemo(() => timeInStates(spans() ?? [], from(), live.now()).filter(({ ms }) => ms >= leastMs))
  return (
    <section class="state-history" aria-label="State history">
      <div class="section-head">
        <h2>{range().title}</h2>
        <Choice label="Range of the state history" options={shortestFirst} chosen={value()} choose={choose} class="ml-auto" />
      </div>
      <HistoryBar name={props.name} spans={spans()} hours={range().hours} height={36} slots={460} />
      <TimeAxis hours={range().hours} most={7} />
      <Show when={answer.problem()}>{(words) => <p class="mb-2 text-warn">{words()}</p>}</Show>
      <p class="legend">
        <For each={sums()} fallback={<span class="text-ink-3">{spans() === undefined ? ' ' : 'Nothing was observed.'}</span>}>
          {({ state, ms }) => (
            <span class="legend-state" data-state={stateName(state)}>
              <Shape of={stateName(state)} />
              <span>
                {stateWord(state)} {lengthWords(ms)}
              </span>
            </span>
          )}
        </For>
      </p>
    </section>
  )
}
