import Pause from 'lucide-solid/icons/pause'
import { Match, Show, Switch } from 'solid-js'
import { useOutputActions } from '../actions/outputs.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { smallIcon } from '../parts/icon.ts'
import { RetryButton } from '../parts/RetryNow.tsx'
import { Countdown } from '../parts/Times.tsx'
import { isCarrying } from '../parts/words.ts'
import type { OutputDetail } from './detail.ts'

/** When an output that is down is tried again, counting down, with the way to try now and the way to leave it. */
export function RetryBox(props: { output: OutputDetail }) {
  const live = useLive()
  const { setRunning } = useOutputActions()
  const isDown = () => props.output.desired === 'RUNNING' && props.output.failure != null && !isCarrying(props.output)
  const waits = () => {
    const at = props.output.nextAttemptAt
    return at != null && Date.parse(at) > live.now() ? at : null
  }
  // without a plan it is tried now, or not at all
  const isGivenUp = () => props.output.nextAttemptAt == null && props.output.state === 'FAILED' && props.output.process == null
  return (
    <Show when={isDown()}>
      <div class="retry-box" data-part="countdown">
        <span class="text-ink-3">
          {isGivenUp() ? 'Not tried again by itself' : `Attempt ${props.output.attempt + 1}${waits() === null ? '' : ' in'}`}
        </span>
        <span class="retry-time">
          <Switch fallback="now">
            <Match when={isGivenUp()}>Given up</Match>
            <Match when={waits()}>{(at) => <Countdown to={at()} />}</Match>
          </Switch>
        </span>
        <span class="retry-bar">
          <span style={{ width: `${leftPercent(props.output, live.now())}%` }} />
        </span>
        <div class="retry-buttons">
          <RetryButton primary output={props.output} />
          <button type="button" class="btn" onClick={() => void setRunning([props.output.id], false)}>
            <Pause {...smallIcon} />
            <span>{isGivenUp() ? 'Stop' : 'Pause retries'}</span>
          </button>
        </div>
      </div>
    </Show>
  )
}

/** How much of the wait for the next attempt is left. */
function leftPercent({ nextAttemptAt, failure }: OutputDetail, nowMs: number): number {
  if (nextAttemptAt == null || failure == null) return 0
  const end = Date.parse(nextAttemptAt)
  const whole = end - Date.parse(failure.lastSeenAt)
  return whole <= 0 ? 0 : Math.min(100, Math.max(0, ((end - nowMs) / whole) * 100))
}
