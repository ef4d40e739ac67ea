import { createMemo, For } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { lengthWords } from './format.ts'
import { stretchesOf, timeInStates, type HistoryLevel, type HistoryStretch, type StateSpan } from './history.ts'
import { stateWord } from './words.ts'

interface Props {
  /** Whose history it is, for screen readers. */
  name: string
  /** As `stateHistory` answers, oldest first; undefined while it is not known. */
  spans: readonly StateSpan[] | undefined
  /** How far it goes back; 24 without. */
  hours?: number
  /** Pixels: 16 in a row, 36 on a page. */
  height: number
  /** In how many slots the time is drawn: a third of its width in pixels, so that a bad second is 3 px wide. */
  slots: number
}

const heights: Record<HistoryLevel, number> = { live: 0.2, waiting: 0.34, amber: 0.6, failed: 1, stopped: 0 }
const everyMs = 60_000

/** What states something was in: the worse, the taller; time that nobody observed is a gap. */
export function HistoryBar(props: Props) {
  const live = useLive()
  // it moves on by itself, but no more often than one could see
  const until = createMemo(() => Math.ceil(live.now() / everyMs) * everyMs)
  const from = () => until() - (props.hours ?? 24) * 3_600_000
  const paths = createMemo(() => {
    const stretches = stretchesOf(props.spans ?? [], from(), until(), props.slots)
    const groups = Object.groupBy(stretches, ({ level }) => level)
    return Object.entries(groups).map(([level, group]) => ({ level, d: group.map((one) => outline(one, props.height)).join('') }))
  })
  const words = () => {
    if (props.spans === undefined) return `${props.name}, history not known yet`
    const told = timeInStates(props.spans, from(), until()).map(
      ({ state, ms }) => `${stateWord(state).toLowerCase()} ${lengthWords(ms)}`,
    )
    return `${props.name}, last ${props.hours ?? 24} hours: ${told.join(', ') || 'nothing observed'}`
  }
  return (
    <svg
      class="history"
      viewBox={`0 0 ${props.slots} ${props.height}`}
      preserveAspectRatio="none"
      height={props.height}
      role="img"
      aria-label={words()}
    >
      <For each={paths()}>{({ level, d }) => <path data-level={level} d={d} />}</For>
    </svg>
  )
}

function outline({ level, from, to }: HistoryStretch, height: number): string {
  const tall = Math.max(1, heights[level] * height)
  return `M${from} ${height}V${height - tall}H${to}V${height}Z`
}
