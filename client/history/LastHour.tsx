import { Show } from 'solid-js'
import type { Figures } from './figures.ts'
import { rateWords } from './rateWords.ts'
import type { Metrics } from './metrics.ts'
import { RateChart } from './RateChart.tsx'
import { megabits } from '../parts/format.ts'

interface Props {
  title: string
  name: string
  metrics: Metrics | undefined
  /** Why it is not known, in words. */
  problem: string | null
  /** Null: nothing was measured. */
  figures: Figures | null
}

/** The rate of the last hour beside the head of a page. */
export function LastHour(props: Props) {
  return (
    <figure class="last-hour">
      <figcaption>
        <span>{props.title}</span>
        <Show when={props.figures}>
          {(figures) => (
            <span>
              min {megabits(figures().lowest)}, avg {megabits(figures().average)}, max {megabits(figures().highest)} Mb/s
            </span>
          )}
        </Show>
      </figcaption>
      <div class="last-hour-plot">
        <Show when={props.metrics} fallback={<p class="text-warn">{props.problem}</p>}>
          {(metrics) => (
            <Show when={props.figures} fallback={<p class="text-ink-3">Nothing was measured yet.</p>}>
              {(figures) => (
                <RateChart label={`${props.title}, ${props.name}: ${rateWords(figures())}`} metrics={metrics()} height={132} />
              )}
            </Show>
          )}
        </Show>
      </div>
    </figure>
  )
}
