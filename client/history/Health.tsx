import './history.css'
import { createMemo, Show } from 'solid-js'
import { Choice } from '../parts/Choice.tsx'
import { count, megabits } from '../parts/format.ts'
import { useUrlChoice } from '../url/urlState.ts'
import { CountChart } from './CountChart.tsx'
import { figuresOf, type Figures } from './figures.ts'
import { followMetrics, type Metrics } from './metrics.ts'
import { ProcessCharts } from './ProcessCharts.tsx'
import { healthRanges, rangeOf, rangeValues } from './ranges.ts'
import { RateChart } from './RateChart.tsx'
import { rateWords } from './rateWords.ts'
import { isInput, type Subject } from './subject.ts'

interface Props {
  subject: Subject
  name: string
}

/** How something was: its rate with its least, average and most, what went wrong, and what its process took. */
export function Health(props: Props) {
  const [value, choose] = useUrlChoice('range', rangeValues)
  const range = () => rangeOf(value())
  const answer = followMetrics(() => props.subject, range)
  const metrics = () => answer.data()?.metrics
  const figures = createMemo(() => figuresOf(metrics()?.points ?? []))
  return (
    <section aria-label="Health" class="health">
      <div class="section-head">
        <h2>{isInput(props.subject) ? 'Received' : 'Sent'}</h2>
        <Show when={figures()}>{(known) => <RateFigures figures={known()} />}</Show>
        <Choice label="Time range" options={healthRanges} chosen={value()} choose={choose} class="ml-auto" />
      </div>
      <Show when={answer.problem()}>{(problem) => <p class="mb-2 text-warn">{problem()}</p>}</Show>
      <div class="health-rate">
        <Show when={metrics()}>{(known) => <Charts metrics={known()} figures={figures()} {...props} />}</Show>
      </div>
    </section>
  )
}

function Charts(props: Props & { metrics: Metrics; figures: Figures | null }) {
  const verb = () => (isInput(props.subject) ? 'Received by' : 'Sent to')
  return (
    <Show
      when={props.figures}
      fallback={
        <p class="border-t border-line pt-3 text-read text-ink-3">
          Nothing was measured in this time. What is measured from now on appears by itself.
        </p>
      }
    >
      {(figures) => (
        <>
          <RateChart label={`${verb()} ${props.name}: ${rateWords(figures())}`} metrics={props.metrics} height={240} />
          <div class="health-more">
            <CountChart
              title={isInput(props.subject) ? 'Packet errors' : 'Interruptions'}
              metrics={props.metrics}
              of={({ errors }) => errors}
            />
            <Show when={!isInput(props.subject)}>
              <CountChart title="Restarts" metrics={props.metrics} of={({ restarts }) => restarts} />
              <ProcessCharts name={props.name} metrics={props.metrics} figures={figures()} />
            </Show>
          </div>
        </>
      )}
    </Show>
  )
}

function RateFigures(props: { figures: Figures }) {
  return (
    <span class="text-ink-3" data-part="figures">
      min <b class="figure-in-line">{megabits(props.figures.lowest)}</b>, avg{' '}
      <b class="figure-in-line">{megabits(props.figures.average)}</b>, max{' '}
      <b class="figure-in-line">{megabits(props.figures.highest)}</b> Mb/s
      <Show when={props.figures.errors > 0}>
        , <span class="text-warn">{count(props.figures.errors, 'error')}</span>
      </Show>
    </span>
  )
}
