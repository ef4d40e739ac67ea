import { createMemo, For, Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { count, timeAndDay, timeOfDayMs } from '../parts/format.ts'
import { logAddress, type LogFilter } from './address.ts'
import type { Line } from './line.ts'
import { whoSaid } from './sources.ts'
import { pieces } from './window.ts'
import { addressOf } from '../url/address.ts'

/** One line: when, how bad, who, what. Its time is a link to it. */
export function LogLine(props: { line: Line; filter: LogFilter; isAddressed: boolean; isEvidence: boolean }) {
  const live = useLive()
  const who = createMemo(() => whoSaid(props.line, live))
  return (
    <>
      <Show when={props.line.dropped > 0}>
        <p class="log-gap">
          <span>{count(props.line.dropped, 'line')} dropped here: more came than could be kept</span>
        </p>
      </Show>
      <div
        class="log-line"
        data-level={props.line.level}
        data-line={props.line.id}
        data-evidence={props.isEvidence ? '' : undefined}
        aria-current={props.isAddressed ? 'true' : undefined}
      >
        <a
          class="log-time"
          href={addressOf(logAddress({ ...props.filter, line: props.line.id }))}
          title={`${timeAndDay(props.line.at)}: link to this line`}
          aria-label={`Link to the line of ${timeOfDayMs(props.line.at)}`}
        >
          {timeOfDayMs(props.line.at)}
        </a>
        <span class="log-level">{props.line.level.toLowerCase()}</span>
        <Show when={props.filter.outputId === undefined}>
          <span class="log-who" title={who()}>
            {who()}
          </span>
        </Show>
        <span class="log-text">
          <For each={pieces(props.line.text, props.filter.search)}>
            {(piece, place) => (place() % 2 === 1 ? <mark>{piece}</mark> : piece)}
          </For>
          <Show when={props.line.repeated > 0}>
            <span class="log-times" title={`It came ${props.line.repeated + 1} times`}>
              ×{props.line.repeated + 1}
            </span>
          </Show>
        </span>
      </div>
    </>
  )
}
