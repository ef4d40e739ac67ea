import { createMemo, Show } from 'solid-js'
import { onGrid } from '../parts/chartData.ts'
import { Chart } from '../parts/Chart.tsx'
import type { Measured } from './figures.ts'
import type { Metrics } from './metrics.ts'
import { spanOf } from './RateChart.tsx'

interface Props {
  title: string
  metrics: Metrics
  of: (point: Measured) => number
}

/** How often something went wrong, as bars; in words when it never did. */
export function CountChart(props: Props) {
  const total = createMemo(() => props.metrics.points.reduce((sum, point) => sum + props.of(point), 0))
  const grid = createMemo(() => onGrid(props.metrics.points, spanOf(props.metrics), [(point) => props.of(point) || null]))
  return (
    <section aria-label={props.title}>
      <h3 class="health-title">
        {props.title} <span class="font-regular text-ink-3">{total()}</span>
      </h3>
      <Show when={total() > 0} fallback={<p class="health-none">None in this time.</p>}>
        <Chart
          label={`${props.title}: ${total()}`}
          times={grid().times}
          series={[{ name: props.title, values: grid().values[0] ?? [], color: 'warn', kind: 'bars' }]}
          unit=""
          height={120}
        />
      </Show>
    </section>
  )
}
