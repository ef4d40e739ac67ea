import './tiles.css'
import { useNavigate } from '@solidjs/router'
import { For } from 'solid-js'
import { useInputActions } from '../actions/inputs.ts'
import type { LiveInputFragment } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { useActions } from '../shortcuts/actions.ts'
import { Tile } from './Tile.tsx'

/** Inputs as pictures, in the server's order. `j` `k` move, Enter opens. */
export function Tiles(props: { inputs: readonly LiveInputFragment[] }) {
  const live = useLive()
  const navigate = useNavigate()
  const { setRunning } = useInputActions()
  let box!: HTMLDivElement

  const links = () => [...box.querySelectorAll<HTMLElement>('[data-tile] h3 a')]
  const place = () => links().findIndex((link) => link === document.activeElement)
  const move = (by: number): void => {
    const all = links()
    all[Math.min(Math.max(place() + by, 0), all.length - 1)]?.focus()
  }
  const onTile = (run: (input: LiveInputFragment) => void) => () => {
    const id = document.activeElement?.closest<HTMLElement>('[data-tile]')?.dataset.tile
    const input = live.inputs.get(id)
    if (input !== undefined) run(input)
  }
  useActions(() => [
    { title: 'Next input', key: 'j', onlyKey: true, run: () => move(1) },
    { title: 'Input before', key: 'k', onlyKey: true, run: () => move(-1) },
    {
      ...{ title: 'Start or stop', key: 's', onlyKey: true },
      run: onTile((input) => void setRunning([input.id], input.desired !== 'RUNNING')),
    },
    { title: 'Log', key: 'l', onlyKey: true, run: onTile((input) => navigate(`/logs?input=${input.id}`)) },
  ])

  return (
    <div ref={box} class="tiles">
      <For each={props.inputs}>{(input) => <Tile input={input} />}</For>
    </div>
  )
}
