import { createEffect, createSignal, Match, onMount, Show, Switch, type JSX } from 'solid-js'
import type { InputState } from '../generated/graphql.ts'
import { graphql, readFragment } from '../generated/index.ts'
import { lookWhile, type SeenStill } from '../live/stills.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { minuteOfDay, span } from './format.ts'
import { stateName } from './Shape.tsx'
import { Duration } from './Times.tsx'
import { whileVisible } from './whileVisible.ts'

const fragment = graphql(`
  fragment Picture on Input {
    tracks {
      kind
    }
  }
`)

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
  const still = drawnStill(() => seen()?.still)
  const carries = () => props.input.state === 'LIVE' || props.input.state === 'DEGRADED'
  const tracks = () => {
    const input = live.inputs.get(props.input.id)
    return input === undefined ? [] : readFragment(fragment, input).tracks
  }
  const isWithoutPicture = () => tracks().length > 0 && tracks().every(({ kind }) => kind !== 'video')
  const ageMs = () => live.now() - Date.parse(still()?.takenAt ?? '')
  const isStale = () => ageMs() > staleTimes * (seen()?.everyMs ?? 5000)
  return (
    <span
      ref={box}
      class="picture"
      classList={{ 'picture-small': props.small === true }}
      data-state={stateName(props.input.state)}
      data-picture={!carries() || isWithoutPicture() ? 'none' : still() == null ? 'awaited' : isStale() ? 'stale' : 'fresh'}
    >
      <Show when={((carries() && !isWithoutPicture()) || props.input.state === 'LOST') && still()}>
        {(shown) => (
          <img src={shown().url} width={shown().width} height={shown().height} alt={`Picture of ${props.input.name}`} />
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
          <Match when={isWithoutPicture()}>
            <span class="picture-none">Sound only</span>
          </Match>
          <Match when={seen() !== undefined && seen()?.still == null}>
            <span class="picture-none">No picture yet</span>
          </Match>
          <Match when={still()}>
            {(shown) => (
              <span class="picture-age" classList={{ 'picture-stale': isStale() }}>
                {isStale()
                  ? `still is ${span(Date.parse(shown().takenAt), live.now())} old`
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

type Drawable = NonNullable<SeenStill['still']>

/** The newest of these that could be loaded: one that cannot be does not take the place of the one before. */
function drawnStill(newest: () => Drawable | null | undefined): () => Drawable | null {
  const [drawn, setDrawn] = createSignal<Drawable | null>(null)
  const load = async (next: Drawable) => {
    const image = new Image()
    image.src = next.url
    const isLoaded = await image.decode().then(
      () => true,
      () => false,
    )
    if (isLoaded && newest() === next) setDrawn(next)
  }
  createEffect(() => {
    const next = newest() ?? null
    if (next === null) setDrawn(null)
    else void load(next)
  })
  return drawn
}

function whyNone({ state, stateSince }: Props['input']): string {
  if (state === 'STOPPED') return `Stopped since ${minuteOfDay(stateSince)}`
  if (state === 'FAILED') return 'Cannot be received'
  return state === 'WAITING' ? `Waiting since ${minuteOfDay(stateSince)}` : 'Not known'
}
