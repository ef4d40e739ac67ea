import '../history/detail.css'
import './output.css'
import { useParams, type RouteSectionProps } from '@solidjs/router'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { Match, Show, Switch } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { Later } from '../loading/Guard.tsx'
import { loadLater } from '../loading/loadLater.ts'
import { smallIcon } from '../parts/icon.ts'
import { NotThere } from '../parts/NotThere.tsx'
import { OutputSwitch } from '../parts/RunSwitch.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { outputWord } from '../parts/words.ts'
import { leaveDeleted } from '../undo/leaveDeleted.ts'
import { useUrlChoice } from '../url/urlState.ts'
import { followOutput, type OutputDetail } from './detail.ts'
import { OutputMenu } from './OutputMenu.tsx'
import { OutputStatus } from './OutputStatus.tsx'
import { addressOf } from '../url/address.ts'

const Health = loadLater('Health', () => import('../history/Health.tsx'))
const Logs = loadLater('OutputLogs', () => import('./OutputLogs.tsx'))
const Events = loadLater('Events', () => import('../history/Events.tsx'))
const EditOutput = loadLater('EditOutput', () => import('../panels/EditOutput.tsx'))

/** `/outputs/:id`. */
export function OutputPage(props: RouteSectionProps) {
  const live = useLive()
  const params = useParams<{ id: string }>()
  const detail = followOutput(() => params.id)
  usePageTitle(() => live.outputs.get(params.id)?.name ?? 'Output')
  const inputId = () => live.outputs.get(params.id)?.inputId
  leaveDeleted(
    () => `output:${params.id}`,
    () => (inputId() === undefined ? undefined : `/inputs/${inputId()}`),
  )
  return (
    <Show when={live.outputs.known && live.inputs.known}>
      <Show when={live.outputs.get(params.id)} fallback={<Missing />}>
        <Show when={detail()}>{(output) => <Page output={output()} />}</Show>
      </Show>
      {props.children}
    </Show>
  )
}

function Missing() {
  return (
    <>
      <h1 class="sr-only">Output</h1>
      <NotThere what="output" why="It was deleted, or the address is wrong." list={{ href: '/inputs', name: 'All inputs' }} />
    </>
  )
}

function Page(props: { output: OutputDetail }) {
  const live = useLive()
  const [tab] = useUrlChoice('tab', ['status', 'health', 'logs', 'events', 'settings'])
  return (
    <>
      <nav class="crumb" aria-label="Breadcrumb">
        <a href={addressOf('/inputs')}>Inputs</a>
        <ChevronRight {...smallIcon} />
        <a href={addressOf(`/inputs/${props.output.inputId}`)}>{live.inputs.get(props.output.inputId)?.name}</a>
      </nav>
      <div class="detail-title">
        <h1 title={props.output.name}>{props.output.name}</h1>
        <StateBadge
          large
          state={props.output.state}
          word={outputWord(props.output.state, props.output.protocol)}
          flapping={props.output.flapping}
          drops={props.output.drops}
        />
        <span class="detail-wish">
          <OutputSwitch output={props.output} />
          <span aria-hidden="true">Run</span>
        </span>
        <OutputMenu output={props.output} />
      </div>
      <Tabs
        label={`Sections of ${props.output.name}`}
        open={tab()}
        tabs={[
          { value: 'status', name: 'Status' },
          { value: 'health', name: 'Health' },
          { value: 'logs', name: 'Logs' },
          { value: 'events', name: 'Events' },
          { value: 'settings', name: 'Settings' },
        ]}
      />
      <Later>
        <Switch>
          <Match when={tab() === 'status'}>
            <OutputStatus output={props.output} />
          </Match>
          <Match when={tab() === 'health'}>
            <Health subject={{ outputId: props.output.id }} name={props.output.name} />
          </Match>
          <Match when={tab() === 'logs'}>
            <Logs id={props.output.id} name={props.output.name} />
          </Match>
          <Match when={tab() === 'events'}>
            <Events
              subject={{ outputId: props.output.id }}
              protocol={props.output.protocol}
              hint={`${props.output.stateSince} ${props.output.desired} ${props.output.attempt}`}
            />
          </Match>
          <Match when={tab() === 'settings'}>
            <EditOutput id={props.output.id} />
          </Match>
        </Switch>
      </Later>
    </>
  )
}
