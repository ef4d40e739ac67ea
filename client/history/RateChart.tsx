import { createMemo } from 'solid-js'
import { onGrid } from '../parts/chartData.ts'
import { Chart } from '../parts/Chart.tsx'
import type { Measured } from './figures.ts'
import type { Metrics } from './metrics.ts'

interface Props {
  /** For screen readers, with its figures. */
  label: string
  metrics: Metrics
  /** Pixels. */
  height: number
}

const megabits = (of: 'bitrateBps' | 'minBitrateBps' | 'maxBitrateBps') => (point: Measured) => point[of] / 1e6

/** The rate over time; what lay between the least and the most of a step is shaded. */
export function RateChart(props: Props) {
  const grid = createMemo(() =>
    onGrid(props.metrics.points, spanOf(props.metrics), [
      megabits('minBitrateBps'),
      megabits('maxBitrateBps'),
      megabits('bitrateBps'),
    ]),
  )
  return (
    <Chart
      label={props.label}
      times={grid().times}
      series={[
        { name: 'Least', values: grid().values[0] ?? [], color: 'pale' },
        { name: 'Most', values: grid().values[1] ?? [], color: 'pale' },
        { name: 'Average', values: grid().values[2] ?? [], color: 'ink' },
      ]}
      band={[0, 1]}
      unit="Mb/s"
      height={props.height}
    />
  )
}

/** From when to when the steps go, and how long one is; milliseconds. */
export function spanOf({ from, to, stepMs }: Metrics): { fromMs: number; toMs: number; stepMs: number } {
  return { fromMs: Date.parse(from), toMs: Date.parse(to), stepMs }
}
