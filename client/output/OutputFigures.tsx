import { createMemo, Show } from 'solid-js'
import { figuresOf } from '../history/figures.ts'
import { LastHour } from '../history/LastHour.tsx'
import { followMetrics } from '../history/metrics.ts'
import { rangeOf } from '../history/ranges.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { bytes, megabits } from '../parts/format.ts'
import { Duration } from '../parts/Times.tsx'
import { isCarrying } from '../parts/words.ts'
import type { OutputDetail } from './detail.ts'

/** What an output does now, in figures. */
export function OutputFigures(props: { output: OutputDetail }) {
  const live = useLive()
  const now = () => live.rates.outputs.of(props.output.id)
  const answer = followMetrics(
    () => ({ outputId: props.output.id }),
    () => rangeOf('1h'),
  )
  const metrics = () => answer.data()?.metrics
  const figures = createMemo(() => figuresOf(metrics()?.points ?? []))
  const delivery = () => {
    if (props.output.protocol === 'UDP') return 'cannot be confirmed'
    return props.output.delivery === 'CONFIRMED' ? 'confirmed' : 'not confirmed yet'
  }
  return (
    <div class="output-figures">
      <div class="output-now" data-part="sent">
        <span class="figure" classList={{ 'text-ink-3!': !now()?.bitrateBps }}>
          {megabits(now()?.bitrateBps ?? 0)}
        </span>{' '}
        <span class="text-ink-3">Mb/s</span>
      </div>
      <dl class="facts">
        <div>
          <dt>In this state for</dt>
          <dd>
            <Duration from={props.output.stateSince} />
          </dd>
        </div>
        <Show when={isCarrying(props.output)}>
          <div>
            <dt>Delivery</dt>
            <dd classList={{ italic: props.output.protocol === 'UDP' }}>{delivery()}</dd>
          </div>
        </Show>
        <div>
          <dt>Sent since started</dt>
          <dd>{bytes(now()?.bytesSent ?? 0)}</dd>
        </div>
        <Show when={props.output.protocol === 'SRT_LISTENER'}>
          <div>
            <dt>Receivers connected</dt>
            <dd>{now()?.callers ?? 0}</dd>
          </div>
        </Show>
      </dl>
      <LastHour
        title="Sent, last hour"
        name={props.output.name}
        metrics={metrics()}
        problem={answer.problem()}
        figures={figures()}
      />
    </div>
  )
}
