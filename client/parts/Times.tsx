import { createMemo } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { elapsed, endsInWords, span, timeAndDay, underASecond } from './format.ts'

// All of these read the one clock of the page: they change together, at the full second, and nothing around them is drawn again.

/** How long something lasts, `4:13:09`; `to`: when it was over, else it counts on. */
export function Duration(props: { from: string; to?: string | null | undefined }) {
  const live = useLive()
  return (
    <time datetime={props.from} title={`since ${timeAndDay(props.from)}`}>
      {props.to == null ? elapsed(Date.parse(props.from), live.now()) : lasted(Date.parse(props.from), Date.parse(props.to))}
    </time>
  )
}

function lasted(fromMs: number, toMs: number): string {
  return toMs - fromMs < 1000 ? underASecond : elapsed(fromMs, toMs)
}

/** `ends in 8 min`, of what ends by itself. */
export function EndsIn(props: { at: string }) {
  const live = useLive()
  const words = createMemo(() => endsInWords(Date.parse(props.at) - live.now()))
  return (
    <time datetime={props.at} class="whitespace-nowrap" title={`until ${timeAndDay(props.at)}`}>
      {words()}
    </time>
  )
}

/** How long until something, `0:42`; `0:00` once it is due. */
export function Countdown(props: { to: string }) {
  const live = useLive()
  return (
    <time datetime={props.to} class="inline-block min-w-8">
      {span(live.now(), Date.parse(props.to))}
    </time>
  )
}
