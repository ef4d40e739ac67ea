import './strip.css'
import { createMemo, Index, Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { outputSums } from '../live/outputSums.ts'
import { countProblems, isMediamtxDown } from '../live/problems.ts'
import { minuteOfDay, timeAndDay } from '../parts/format.ts'
import { Shape, type StateName } from '../parts/Shape.tsx'
import { Sparkline } from '../parts/Sparkline.tsx'

/** Counted with the inputs, in the alarm. */
const problemWords = new Set(['failed', 'unstable'])
/** These have their place even with none in them. */
const always = ['live', 'waiting', 'listening', 'stopped']

/** How everything is, to be read from across the room. `calmSince`: when the last problem ended. */
export function Strip(props: { calmSince: string | null }) {
  const live = useLive()
  const counted = createMemo(() => countProblems(live.inputs.items, live.outputs.items))
  const isDown = createMemo(() => isMediamtxDown(live.incidents.items))
  const problems = () => ({ failed: counted().failed + Number(isDown()), unstable: counted().unstable })
  const counts = createMemo(() => {
    const sums = outputSums(live.outputs.items, always).filter(({ word }) => !problemWords.has(word))
    // what is not there at all times comes last: nothing else moves
    return sums.toSorted((one, other) => Number(!always.includes(one.word)) - Number(!always.includes(other.word)))
  })
  // beside another block a long number needs smaller words
  const digits = () => {
    const { failed, unstable } = problems()
    return failed > 0 && unstable > 0 ? `${failed}${unstable}`.length : undefined
  }
  const sent = () => ((live.totals()?.sentBps ?? 0) / 1e6).toFixed(1)
  return (
    <section class="strip" aria-label="State of everything">
      <div class="strip-alarm" data-digits={digits()}>
        <Show when={problems().failed + problems().unstable === 0}>
          <p class="strip-big strip-calm" data-state="live">
            <Shape of="live" />
            <span>No problems</span>
          </p>
          <Show when={props.calmSince}>
            {(since) => (
              <span class="text-ink-3" title={timeAndDay(since())}>
                since {sinceWords(since(), live.now())}
              </span>
            )}
          </Show>
        </Show>
        <Alarm state="failed" many={problems().failed} word="failed" />
        <Alarm state="degraded" many={problems().unstable} word="unstable" />
      </div>
      <dl class="strip-counts" aria-label="Outputs">
        <Index each={counts()}>
          {(one) => (
            <div data-state={one().state} data-none={one().many === 0 ? '' : undefined} title={`Outputs ${one().word}`}>
              <dt>
                <Shape of={one().state} />
                {one().word}
              </dt>
              <dd>{one().many}</dd>
            </div>
          )}
        </Index>
      </dl>
      <div class="strip-flow">
        <span class="strip-label">Sent to outputs</span>
        <Sparkline of="all" id="sent" class="strip-spark" />
        <span class="figure" data-part="sent">
          {sent()}
        </span>
        <span class="text-ink-3">Mb/s</span>
      </div>
    </section>
  )
}

/** A link to the list below: on a phone that is one screen away. */
function Alarm(props: { state: StateName; many: number; word: string }) {
  return (
    <Show when={props.many > 0}>
      <a
        class="strip-big"
        data-state={props.state}
        href="#problems"
        rel="external"
        onClick={(event) => {
          event.preventDefault()
          const list = document.querySelector<HTMLElement>('#problems')
          list?.scrollIntoView({ block: 'start' })
          list?.focus({ preventScroll: true })
        }}
      >
        <Shape of={props.state} />
        <b>{props.many}</b>
        <span>{props.word}</span>
      </a>
    </Show>
  )
}

/** The minute, and the day unless that is today. */
function sinceWords(iso: string, nowMs: number): string {
  const isToday = new Date(iso).toDateString() === new Date(nowMs).toDateString()
  return isToday ? minuteOfDay(iso) : timeAndDay(iso, nowMs).slice(0, -3)
}
