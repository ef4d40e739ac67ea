import './wall.css'
import LayoutGrid from 'lucide-solid/icons/layout-grid'
import List from 'lucide-solid/icons/list'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, Show } from 'solid-js'
import { matchesText } from '../inputs/inputFilter.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { Later } from '../loading/Guard.tsx'
import { loadLater } from '../loading/loadLater.ts'
import { Choice } from '../parts/Choice.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { FilterField } from '../parts/FilterField.tsx'
import { icon, smallIcon } from '../parts/icon.ts'
import { useUrlChoice, useUrlText } from '../url/urlState.ts'
import { pictureEveryWords } from './words.ts'
import { Tiles } from './Tiles.tsx'
import { addressOf } from '../url/address.ts'

const InputList = loadLater('InputList', () => import('./InputList.tsx'))

const views = [
  { value: 'wall', name: 'Wall', icon: () => <LayoutGrid {...smallIcon} /> },
  { value: 'list', name: 'List', icon: () => <List {...smallIcon} /> },
] as const

/** Every input: as pictures, or as the table of the page of inputs. */
export function Wall() {
  const live = useLive()
  const [typed, setTyped] = useUrlText('q')
  const [view, setView] = useUrlChoice('view', ['wall', 'list'])
  const listed = createMemo(() => live.inputs.items.filter((input) => matchesText(input, typed())))
  const many = () => {
    const all = live.inputs.items.length
    return listed().length === all ? String(all) : `${listed().length} of ${all}`
  }
  const slow = () => {
    if (view() === 'list') return ''
    return pictureEveryWords(Math.max(0, ...listed().map(({ id }) => live.stills.of(id)?.everyMs ?? 0)))
  }

  return (
    <section class="wall" aria-label="Inputs">
      <div class="section-head">
        <h2>
          Inputs <span class="wall-many">{many()}</span>
        </h2>
        <span class="text-ink-3">{slow()}</span>
        <div class="wall-bar">
          <FilterField label="Filter inputs" placeholder="Filter inputs" />
          <Choice label="View" options={views} chosen={view()} choose={setView} />
          <a href={addressOf('/inputs/new')} class="btn" title="Add input">
            <Plus {...icon} />
            <span>Add input</span>
          </a>
        </div>
      </div>
      <Show
        when={listed().length > 0}
        fallback={
          <EmptyState
            title="No input is like that"
            text="None has these words in its name, tags or port."
            action={
              <button type="button" class="btn" onClick={() => setTyped('')}>
                Show all
              </button>
            }
          />
        }
      >
        <Show when={view() === 'list'} fallback={<Tiles inputs={listed()} />}>
          <Later>
            <InputList items={listed()} />
          </Later>
        </Show>
      </Show>
    </section>
  )
}
