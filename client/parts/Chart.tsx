import { Later } from '../loading/Guard.tsx'
import { loadLater } from '../loading/loadLater.ts'

export interface ChartSeries {
  name: string
  /** One per time; null: a gap. */
  values: readonly (number | null)[]
  /** Healthy things are `ink`; colour is for what is wrong. */
  color: 'ink' | 'pale' | 'warn' | 'fail'
  /** A line without; bars for counts. */
  kind?: 'line' | 'bars'
}

export interface ChartProps {
  /** What is drawn, for screen readers: `Received by Main stage, Mb/s`. */
  label: string
  /** Seconds since 1970, ascending; from `onGrid`. */
  times: readonly number[]
  /** Drawn in this order, one over the other: the bounds of a band first. */
  series: readonly ChartSeries[]
  /** Indices into `series` of a lower and an upper bound: what lies between is shaded. */
  band?: readonly [low: number, high: number]
  /** Behind the figures: `Mb/s`. */
  unit: string
  /** Pixels. */
  height: number
}

const ChartBody = loadLater('ChartBody', () => import('./ChartBody.tsx'))

/** A history of figures, from zero up; gaps stay gaps. Its place is there before it is loaded. */
export function Chart(props: ChartProps) {
  return (
    <div role="img" aria-label={props.label} style={{ height: `${props.height}px` }}>
      <Later small>
        <ChartBody {...props} />
      </Later>
    </div>
  )
}
