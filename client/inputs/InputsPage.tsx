import Plus from 'lucide-solid/icons/plus'
import type { RouteSectionProps } from '@solidjs/router'
import { createMemo, Show } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { FilterField } from '../parts/FilterField.tsx'
import { count } from '../parts/format.ts'
import { icon, smallIcon } from '../parts/icon.ts'
import { createSelection } from '../parts/selection.ts'
import { useUrlText } from '../url/urlState.ts'
import { matchesText } from './inputFilter.ts'
import { InputsBulk } from './InputsBulk.tsx'
import { InputsFoot } from './InputsFoot.tsx'
import { InputTable } from './InputTable.tsx'
import { StateChips, useStateChoice } from './StateChips.tsx'
import { addressOf } from '../url/address.ts'

/** `/inputs`. */
export function InputsPage(props: RouteSectionProps) {
  const live = useLive()
  const [typed] = useUrlText('q')
  const [chosen, choose] = useStateChoice()
  usePageTitle(() => 'Inputs')

  const matching = createMemo(() => live.inputs.items.filter((input) => matchesText(input, typed())))
  const listed = createMemo(() => {
    const { state } = chosen()
    return state === null ? matching() : matching().filter((input) => input.state === state)
  })
  const selection = createSelection(listed)

  return (
    <>
      <div class="page-head">
        <h1>Inputs</h1>
        <div class="acts">
          <a href={addressOf('/inputs/new')} class="btn btn-primary">
            <Plus {...icon} />
            <span>Add input</span>
          </a>
        </div>
      </div>
      <Show when={live.inputs.known && live.outputs.known}>
        <Show when={live.inputs.items.length > 0} fallback={<NoInputs />}>
          <div class="tools">
            <FilterField label="Filter inputs" placeholder="Name, tag, port" />
            <StateChips inputs={matching()} chosen={chosen()} choose={choose} />
          </div>
          <InputsBulk selection={selection} />
          <InputTable
            label="Inputs"
            items={listed()}
            selection={selection}
            fallback={
              <div class="mt-4">
                <EmptyState
                  title="No input is like that"
                  text={`${count(live.inputs.items.length, 'input')} in all: none has these words and this state.`}
                  action={
                    <a class="btn" href={addressOf('/inputs')}>
                      Show all
                    </a>
                  }
                />
              </div>
            }
          />
          <InputsFoot />
        </Show>
      </Show>
      {props.children}
    </>
  )
}

function NoInputs() {
  return (
    <EmptyState
      title="No inputs yet"
      text="An input listens on a UDP port of its own for one feed. It can be added before anything is sent."
      action={
        <>
          <a class="btn" href={addressOf('/inputs/new')}>
            <Plus {...smallIcon} />
            Add your first input
          </a>
          <a class="btn" href={addressOf('/')}>
            First steps
          </a>
        </>
      }
    />
  )
}
