import { createMemo, Show } from 'solid-js'
import type { LiveInputFragment } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { outputSums } from '../live/outputSums.ts'
import { Picture } from '../parts/Picture.tsx'
import { InputRate } from '../parts/Rate.tsx'
import { stateName } from '../parts/Shape.tsx'
import { Sparkline } from '../parts/Sparkline.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { StateDots } from '../parts/StateDots.tsx'
import { inputWords } from '../parts/words.ts'
import { isLeaving } from '../undo/deletions.ts'
import { addressOf } from '../url/address.ts'

/** What a dot says well enough. */
const untold = new Set(['live', 'listening', 'starting', 'stopped'])
/** Where there are more, the dots leave room for the words beside them. */
const fewOutputs = 10
const dotsOfMany = 7

/** One input at a glance: picture, state, a dot for each output, and what comes. */
export function Tile(props: { input: LiveInputFragment }) {
  const live = useLive()
  const outputs = () => live.outputsOf(props.input.id)
  const worst = createMemo(() => outputSums(outputs()).find(({ state }) => !untold.has(state)))
  const href = () => `/inputs/${props.input.id}`
  const isOff = () => props.input.state === 'STOPPED'
  return (
    <article
      class="tile"
      data-tile={props.input.id}
      data-state={stateName(props.input.state)}
      data-leaving={isLeaving(`input:${props.input.id}`) ? '' : undefined}
      aria-label={props.input.name}
    >
      {/* the name below is the same link, and can be read */}
      <a href={addressOf(href())} tabindex="-1" aria-hidden="true" class="tile-picture">
        <Picture input={props.input} />
      </a>
      <div class="tile-name">
        <h3 title={props.input.name}>
          <a href={addressOf(href())}>{props.input.name}</a>
        </h3>
        <StateBadge state={props.input.state} word={inputWords[props.input.state]} />
      </div>
      <div class="tile-under">
        <Show when={outputs().length > 0} fallback={<span class="text-ink-3">no outputs</span>}>
          <StateDots
            label={`Outputs of ${props.input.name}`}
            outputs={outputs()}
            most={outputs().length > fewOutputs ? dotsOfMany : undefined}
          />
        </Show>
        <Show when={worst()}>
          {(one) => (
            <span class="state-count" data-state={one().state} title={one().words}>
              {one().words}
            </span>
          )}
        </Show>
        <Show when={!isOff()}>
          <Sparkline of="inputs" id={props.input.id} state={stateName(props.input.state)} class="tile-spark" />
          <span class="tile-rate">
            <InputRate id={props.input.id} />
          </span>
        </Show>
      </div>
    </article>
  )
}
