import './chips.css'
import { createMemo, For, Show, type Accessor } from 'solid-js'
import type { LiveInputFragment } from '../generated/graphql.ts'
import { Shape, stateName } from '../parts/Shape.tsx'
import { inputWords } from '../parts/words.ts'
import { useUrlChoice } from '../url/urlState.ts'
import { countStates, stateChoices, type StateChoice } from './inputFilter.ts'

const values = stateChoices.map(({ value }) => value) as [string, ...string[]]

/** The state that the list is narrowed to, in the address: `?state=lost`. */
export function useStateChoice(): [Accessor<StateChoice>, (choice: StateChoice) => void] {
  const [value, setValue] = useUrlChoice('state', values)
  return [() => stateChoices.find((choice) => choice.value === value()) ?? stateChoices[0]!, ({ value: next }) => setValue(next)]
}

interface Props {
  /** Of these it says how many are in each state. */
  inputs: readonly LiveInputFragment[]
  chosen: StateChoice
  choose: (choice: StateChoice) => void
}

export function StateChips(props: Props) {
  const counts = createMemo(() => countStates(props.inputs))
  const isShown = ({ isFixed, state, value }: StateChoice) =>
    isFixed || (counts().get(state) ?? 0) > 0 || value === props.chosen.value
  return (
    <div class="chips" role="group" aria-label="State">
      <For each={stateChoices.filter(isShown)}>
        {(choice) => (
          <button
            type="button"
            class="chip"
            data-state={choice.state === null ? undefined : stateName(choice.state)}
            aria-pressed={choice.value === props.chosen.value}
            onClick={() => props.choose(choice)}
          >
            <Show when={choice.state}>{(state) => <Shape of={stateName(state())} />}</Show>
            {choice.state === null ? 'All' : inputWords[choice.state]}
            <span class="chip-count">{counts().get(choice.state) ?? 0}</span>
          </button>
        )}
      </For>
    </div>
  )
}
