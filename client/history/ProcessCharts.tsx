import { createMemo, Show } from 'solid-js'
import { onGrid } from '../parts/chartData.ts'
import { Chart } from '../parts/Chart.tsx'
import { bytes } from '../parts/format.ts'
import type { Figures } from './figures.ts'
import type { Metrics } from './metrics.ts'
import { spanOf } from './RateChart.tsx'

interface Props {
  name: string
  metrics: Metrics
  figures: Figures
}

/** Processor and memory of the process that serves an output; nothing when none ran. */
export function ProcessCharts(props: Props) {
  const grid = createMemo(() =>
    onGrid(props.metrics.points, spanOf(props.metrics), [
      ({ cpuPercent }) => cpuPercent,
      ({ rssBytes }) => (rssBytes == null ? null : rssBytes / 1e6),
    ]),
  )
  return (
    <>
      <Show when={props.figures.cpuPercent !== null}>
        <section aria-label="CPU">
          <h3 class="health-title">
            CPU <span class="font-regular text-ink-3">{props.figures.cpuPercent?.toFixed(1)} % of a core on average</span>
          </h3>
          <Chart
            label={`CPU of ${props.name}: ${props.figures.cpuPercent?.toFixed(1)} % of a core on average`}
            times={grid().times}
            series={[{ name: 'CPU', values: grid().values[0] ?? [], color: 'ink' }]}
            unit="%"
            height={120}
          />
        </section>
      </Show>
      <Show when={props.figures.rssBytes}>
        {(most) => (
          <section aria-label="Memory">
            <h3 class="health-title">
              Memory, MB <span class="font-regular text-ink-3">{bytes(most())} at most</span>
            </h3>
            <Chart
              label={`Memory of ${props.name}: ${bytes(most())} at most`}
              times={grid().times}
              series={[{ name: 'Memory', values: grid().values[1] ?? [], color: 'ink' }]}
              unit="MB"
              height={120}
            />
          </section>
        )}
      </Show>
    </>
  )
}
