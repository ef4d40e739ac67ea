import '../history/detail.css'
import './input.css'
import { useParams, type RouteSectionProps } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { Later } from '../loading/Guard.tsx'
import { loadLater } from '../loading/loadLater.ts'
import { NotThere } from '../parts/NotThere.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { leaveDeleted } from '../undo/leaveDeleted.ts'
import { useUrlChoice } from '../url/urlState.ts'
import { followInput, type InputDetail } from './detail.ts'
import { InputHead } from './InputHead.tsx'
import { InputTrouble } from './InputTrouble.tsx'
import { OutputsTab } from './OutputsTab.tsx'
import { TracksTab } from './TracksTab.tsx'
import { addressOf } from '../url/address.ts'

const Health = loadLater('InputHealth', () => import('../history/InputHealth.tsx'))
const Events = loadLater('Events', () => import('../history/Events.tsx'))
const EditInput = loadLater('EditInput', () => import('../panels/EditInput.tsx'))

/** `/inputs/:id`. */
export function InputPage(props: RouteSectionProps) {
  const live = useLive()
  const params = useParams<{ id: string }>()
  const detail = followInput(() => params.id)
  usePageTitle(() => live.inputs.get(params.id)?.name ?? 'Input')
  leaveDeleted(
    () => `input:${params.id}`,
    () => (live.inputs.get(params.id) === undefined ? undefined : '/inputs'),
  )
  return (
    <Show when={live.inputs.known}>
      <nav class="crumb" aria-label="Breadcrumb">
        <a href={addressOf('/inputs')}>Inputs</a>
      </nav>
      <Show
        when={live.inputs.get(params.id)}
        fallback={
          <>
            <h1 class="sr-only">Input</h1>
            <NotThere
              what="input"
              why="It was deleted, or the address is wrong."
              list={{ href: '/inputs', name: 'All inputs' }}
            />
          </>
        }
      >
        <Show when={detail()}>{(input) => <Page input={input()} />}</Show>
      </Show>
      {props.children}
    </Show>
  )
}

function Page(props: { input: InputDetail }) {
  const live = useLive()
  const [tab] = useUrlChoice('tab', ['outputs', 'health', 'tracks', 'events', 'settings'])
  return (
    <>
      <InputHead input={props.input} />
      <Tabs
        label={`Sections of ${props.input.name}`}
        open={tab()}
        tabs={[
          { value: 'outputs', name: 'Outputs', count: live.outputsOf(props.input.id).length },
          { value: 'health', name: 'Health' },
          { value: 'tracks', name: 'Tracks', count: props.input.tracks.length || undefined },
          { value: 'events', name: 'Events' },
          { value: 'settings', name: 'Settings' },
        ]}
      />
      <Later>
        <Switch>
          <Match when={tab() === 'outputs'}>
            <OutputsTab inputId={props.input.id} inputName={props.input.name} />
          </Match>
          <Match when={tab() === 'health'}>
            <Health id={props.input.id} name={props.input.name} stateSince={props.input.stateSince} />
          </Match>
          <Match when={tab() === 'tracks'}>
            <TracksTab input={props.input} />
          </Match>
          <Match when={tab() === 'events'}>
            <Events subject={{ inputId: props.input.id }} hint={`${props.input.stateSince} ${props.input.desired}`} />
          </Match>
          <Match when={tab() === 'settings'}>
            <EditInput id={props.input.id} />
          </Match>
        </Switch>
      </Later>
      <InputTrouble input={props.input} />
    </>
  )
}
