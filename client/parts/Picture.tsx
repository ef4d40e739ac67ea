import { createSignal, Match, onMount, Show, Switch, type JSX } from 'solid-js'
import type { InputState } from '../generated/graphql.ts'
import { lookWhile } from '../live/stills.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { minuteOfDay, span } from './format.ts'
import { stateName } from './Shape.tsx'
import { Duration } from './Times.tsx'
import { whileVisible } from './whileVisible.ts'

interface Props {
  input: { id: string; name: string; state: InputState; stateSince: string }
  /** As small as in a row: without words. */
  small?: boolean
  /** Lies over the picture, such as the button for the preview. */
  children?: JSX.Element
}

/** A picture that is older than so many times of taking one is stale. */
const staleTimes = 3

/** The newest still of an input: fresh with its age, stale, or that there is none and why. It is asked for only while it is on the screen. */
export function Picture(props: Props) {
  const live = useLive()
  let box!: HTMLSpanElement
  const [isSeen, setSeen] = createSignal<() => boolean>(() => false)
  onMount(() => setSeen(() => whileVisible(box)))
  lookWhile(
    live.stills,
    () => props.input.id,
    () => isSeen()(),
  )

  const seen = () => live.stills.of(props.input.id)
  const carries = () => props.input.state === 'LIVE' || props.input.state === 'DEGRADED'
  const ageMs = () => live.now() - Date.parse(seen()?.still?.takenAt ?? '')
  const isStale = () => ageMs() > staleTimes * (seen()?.everyMs ?? 5000)
  return (
    <span
      ref={box}
      class="picture"
      classList={{ 'picture-small': props.small === true }}
      data-state={stateName(props.input.state)}
      data-picture={!carries() ? 'none' : seen()?.still == null ? 'awaited' : isStale() ? 'stale' : 'fresh'}
    >
      <Show when={(carries() || props.input.state === 'LOST') && seen()?.still}>
        {(still) => (
          <img src={still().url} width={still().width} height={still().height} alt={`Picture of ${props.input.name}`} />
        )}
      </Show>
      <Show when={props.small !== true}>
        <Switch>
          <Match when={props.input.state === 'LOST'}>
            <span class="picture-lost">
              <b>No signal</b>
              <Duration from={props.input.stateSince} />
            </span>
          </Match>
          <Match when={!carries()}>
            <span class="picture-none">{whyNone(props.input)}</span>
          </Match>
          <Match when={seen() !== undefined && seen()?.still == null}>
            <span class="picture-none">No picture yet</span>
          </Match>
          <Match when={seen()?.still}>
            {(still) => (
              <span class="picture-age" classList={{ 'picture-stale': isStale() }}>
                {isStale()
                  ? `still is ${span(Date.parse(still().takenAt), live.now())} old`
                  : `${Math.max(0, Math.floor(ageMs() / 1000))} s`}
              </span>
            )}
          </Match>
        </Switch>
        {props.children}
      </Show>
    </span>
  )
}

function whyNone({ state, stateSince }: Props['input']): string {
  if (state === 'STOPPED') return `Stopped since ${minuteOfDay(stateSince)}`
  if (state === 'FAILED') return 'Cannot be received'
  return state === 'WAITING' ? `Waiting since ${minuteOfDay(stateSince)}` : 'Not known'
}
