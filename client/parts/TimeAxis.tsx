import { createMemo, For } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { axisMarks } from './axis.ts'

/** What stands along so many hours until now: round times of day, or days. */
export function TimeAxis(props: { hours: number; most: number }) {
  const live = useLive()
  const minute = createMemo(() => Math.ceil(live.now() / 60_000))
  const marks = createMemo(() => axisMarks(minute() * 60_000, props.hours, props.most))
  return (
    <span class="axis" aria-hidden="true">
      <For each={marks()}>{({ word, part }) => <span style={{ left: `${part * 100}%` }}>{word}</span>}</For>
      <span>now</span>
    </span>
  )
}
