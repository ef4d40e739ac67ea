import { createMemo, Show } from 'solid-js'
import { figuresOf } from '../history/figures.ts'
import { followMetrics } from '../history/metrics.ts'
import { rangeOf } from '../history/ranges.ts'
import { senderUrl } from '../inputs/testCommand.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { CopyField } from '../parts/CopyField.tsx'
import { megabits } from '../parts/format.ts'
import { InputSwitch } from '../parts/RunSwitch.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { Duration, EndsIn } from '../parts/Times.tsx'
import { inputWords } from '../parts/words.ts'
import type { InputDetail } from './detail.ts'
import { InputMenu } from './InputMenu.tsx'
import { InputNews } from './InputTrouble.tsx'
import { InputPicture } from './InputPicture.tsx'
import { LastHour } from '../history/LastHour.tsx'
import { signalWords } from './signal.ts'

/** What stands before the time in the present state. */
const sinceWords: Record<InputDetail['state'], string> = {
  LIVE: 'Live for',
  DEGRADED: 'Degraded for',
  WAITING: 'Waiting for',
  LOST: 'Lost for',
  FAILED: 'Failed for',
  STOPPED: 'Stopped for',
  UNKNOWN: 'Unknown for',
}

/** What an input is and how it is: its picture, its state beside the wish, its figures, where to send to, and its last hour. */
export function InputHead(props: { input: InputDetail }) {
  const live = useLive()
  const answer = followMetrics(
    () => ({ inputId: props.input.id }),
    () => rangeOf('1h'),
  )
  const metrics = () => answer.data()?.metrics
  const figures = createMemo(() => figuresOf(metrics()?.points ?? []))
  return (
    <div class="input-head">
      <InputPicture input={props.input} />
      <div class="input-what">
        <div class="detail-title">
          <h1 title={props.input.name}>{props.input.name}</h1>
          <StateBadge large state={props.input.state} word={inputWords[props.input.state]} />
          <span class="detail-wish">
            <InputSwitch input={props.input} />
            <span aria-hidden="true">Run</span>
          </span>
          <div class="acts ml-auto">
            <InputMenu input={props.input} />
          </div>
        </div>
        <dl class="facts input-facts">
          <div>
            <dt>{sinceWords[props.input.state]}</dt>
            <dd>
              <Duration from={props.input.stateSince} />
            </dd>
          </div>
          <div data-part="received">
            <dt>Received</dt>
            <dd class="input-rate">
              {megabits(live.rates.inputs.of(props.input.id)?.bitrateBps ?? 0)} <span class="text-ink-3">Mb/s</span>
            </dd>
          </div>
          <div class="input-signal">
            <dt>Signal</dt>
            <dd>
              <Show when={props.input.tracks.length > 0} fallback={<span class="text-ink-3">none</span>}>
                {signalWords(props.input.tracks)}
              </Show>
              <Show when={props.input.testSignalEndsAt}>
                {(at) => (
                  <span class="text-ink-3">
                    , test signal, <EndsIn at={at()} />
                  </span>
                )}
              </Show>
            </dd>
          </div>
          <div>
            <dt>Packet errors, 1 h</dt>
            <dd>{figures()?.errors ?? 0}</dd>
          </div>
        </dl>
        <InputNews input={props.input} />
        <CopyField
          label="Send to"
          text={senderUrl(props.input.listenUrl)}
          copyLabel={`Copy the address of ${props.input.name}`}
        />
      </div>
      <LastHour
        title="Received, last hour"
        name={props.input.name}
        metrics={metrics()}
        problem={answer.problem()}
        figures={figures()}
      />
    </div>
  )
}
