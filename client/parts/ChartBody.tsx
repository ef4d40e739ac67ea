import { createEffect, on, onCleanup, onMount } from 'solid-js'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { theme } from '../frame/theme.ts'
import type { ChartProps, ChartSeries } from './Chart.tsx'
import { scaleMarks } from './scale.ts'

const colors: Record<ChartSeries['color'], string> = {
  ink: '--c-ink-2',
  pale: '--c-edge',
  warn: '--c-warn-mark',
  fail: '--c-fail',
}

export function ChartBody(props: ChartProps) {
  let box!: HTMLDivElement
  let plot: uPlot | undefined
  const data = () => [props.times, ...props.series.map(({ values }) => values)] as uPlot.AlignedData

  function build(): void {
    plot?.destroy()
    plot = new uPlot(options(props, box), data(), box)
  }
  onMount(() => {
    // another theme or other series are another plot; other figures are not
    createEffect(on([theme, () => props.series.map(({ name }) => name).join(), () => props.unit], build))
    createEffect(on(data, (figures) => plot?.setData(figures), { defer: true }))
    const resized = new ResizeObserver(() => plot?.setSize({ width: box.clientWidth, height: props.height }))
    resized.observe(box)
    onCleanup(() => {
      resized.disconnect()
      plot?.destroy()
    })
  })
  return <div ref={box} />
}

/** Pixels for the figures on the left, and for the half of a time. */
const [figuresWidth, halfTime] = [40, 16]
const daySeconds = 86_400
/** Seconds between two times on the axis: whole minutes, hours and days. */
const timeSteps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, daySeconds, 5 * daySeconds, 10 * daySeconds]

function options(props: ChartProps, box: HTMLElement): uPlot.Options {
  const style = getComputedStyle(box)
  const color = (name: string) => style.getPropertyValue(name).trim()
  const axis: uPlot.Axis = {
    stroke: color('--c-ink-3'),
    font: `11px ${style.fontFamily}`,
    grid: { stroke: color('--c-line'), width: 1 },
    ticks: { show: false },
  }
  const areCounts = props.series.every(({ kind }) => kind === 'bars')
  const marks = (most: number | null) => scaleMarks(most ?? 0, areCounts)
  const value = (_: uPlot, figure: number | null) => (figure == null ? '' : `${figure.toFixed(2)} ${props.unit}`)
  return {
    width: box.clientWidth,
    height: props.height,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 0, 0, 0],
    scales: { y: { range: (_, __, most) => [0, marks(most).at(-1) ?? 1] } },
    axes: [
      {
        ...axis,
        ...{ grid: { show: false }, size: 24, space: 64, incrs: timeSteps },
        values: (plot, splits, __, ___, step) =>
          splits.map((at) => (isCutOff(plot, at) ? '' : step < daySeconds ? clock(at) : day(at))),
      },
      { ...axis, size: figuresWidth, splits: (_, __, ___, most) => marks(most), values: (_, splits) => splits.map(short) },
    ],
    series: [
      {},
      ...props.series.map((one): uPlot.Series => {
        const stroke = color(colors[one.color])
        const bars = uPlot.paths.bars?.({ size: [0.8, 8], align: 1 })
        return one.kind === 'bars' && bars !== undefined
          ? { label: one.name, fill: stroke, stroke, width: 0, paths: bars, points: { show: false }, value }
          : { label: one.name, stroke, width: 1.25, points: { show: false }, spanGaps: false, value }
      }),
    ],
    ...(props.band && { bands: [{ series: [props.band[1] + 1, props.band[0] + 1], fill: color('--c-select') }] }),
  }
}

/** Whether a time that is written there would go beyond the right edge. */
function isCutOff({ scales, width }: uPlot, at: number): boolean {
  const [from, to] = [scales.x?.min ?? 0, scales.x?.max ?? 0]
  return ((to - at) / (to - from)) * (width - figuresWidth) < halfTime
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toTimeString().slice(0, 5)
}

function day(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
}

function short(figure: number): string {
  return figure >= 100 || figure === 0 ? String(Math.round(figure)) : String(Number(figure.toPrecision(2)))
}
