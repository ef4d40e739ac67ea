import { useLive } from '../live/LiveProvider.tsx'
import { elapsed, span, timeAndDay } from './format.ts'

// All of these read the one clock of the page: they change together, at the full second, and nothing around them is drawn again.

/** How long something lasts, `4:13:09`; `to`: when it was over, else it counts on. */
export function Duration(props: { from: string; to?: string | null | undefined }) {
  const live = useLive()
  return (
    <time datetime={props.from} title={`since ${timeAndDay(props.from)}`}>
      {elapsed(Date.parse(props.from), props.to == null ? live.now() : over(props.from, props.to))}
    </time>
  )
}

/** What lasted less than a second did last. */
function over(from: string, to: string): number {
  return Math.max(Date.parse(to), Date.parse(from) + 1000)
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
