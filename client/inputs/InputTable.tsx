import './inputs.css'
import { useNavigate } from '@solidjs/router'
import Copy from 'lucide-solid/icons/copy'
import Pencil from 'lucide-solid/icons/pencil'
import ScrollText from 'lucide-solid/icons/scroll-text'
import Trash from 'lucide-solid/icons/trash'
import Tv from 'lucide-solid/icons/tv-minimal'
import { For, Show, type JSX } from 'solid-js'
import { flipSelected } from '../actions/flipSelected.ts'
import { useInputActions } from '../actions/inputs.ts'
import { graphql, readFragment } from '../generated/index.ts'
import type { LiveInputFragment } from '../generated/graphql.ts'
import { Cell, DataList, HeadCell } from '../parts/DataList.tsx'
import { timeAndDay } from '../parts/format.ts'
import { HistoryBar } from '../parts/HistoryBar.tsx'
import { smallIcon } from '../parts/icon.ts'
import { Menu, type MenuItem } from '../parts/Menu.tsx'
import { Picture } from '../parts/Picture.tsx'
import { InputRate } from '../parts/Rate.tsx'
import { InputSwitch } from '../parts/RunSwitch.tsx'
import { SelectAllCell, SelectCell } from '../parts/SelectCell.tsx'
import type { Selection } from '../parts/selection.ts'
import { stateName } from '../parts/Shape.tsx'
import { Sparkline } from '../parts/Sparkline.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { Duration } from '../parts/Times.tsx'
import { inputWords } from '../parts/words.ts'
import { isLeaving } from '../undo/deletions.ts'
import { createHistories } from './histories.ts'
import { OutputsCell } from './OutputsCell.tsx'
import { SignalCell } from './SignalCell.tsx'
import { addressOf } from '../url/address.ts'

const fragment = graphql(`
  fragment InputTableRow on Input {
    multicastGroup
    testSignalEndsAt
    ...SignalCell
  }
`)

const more = (input: LiveInputFragment) => readFragment(fragment, input)
const isTest = (input: LiveInputFragment) => more(input).testSignalEndsAt != null
const mostTags = 3

interface Props {
  label: string
  items: readonly LiveInputFragment[]
  selection: Selection
  /** In place of rows when there are none. */
  fallback?: JSX.Element
}

/** Inputs, one a row: wish, state, where it listens, what comes, where it goes, and its last 24 hours. */
export function InputTable(props: Props) {
  const navigate = useNavigate()
  const actions = useInputActions()
  const histories = createHistories()
  const log = (input: LiveInputFragment) => navigate(`/logs?input=${input.id}`)
  const flip = (input: LiveInputFragment) => void actions.setRunning([input.id], input.desired !== 'RUNNING')

  const menuOf = (input: LiveInputFragment): MenuItem[] => [
    { title: 'Edit', icon: () => <Pencil {...smallIcon} />, run: () => navigate(`/inputs/${input.id}?tab=settings`) },
    { title: 'Duplicate', icon: () => <Copy {...smallIcon} />, run: () => void actions.duplicate([input.id]) },
    { title: 'Log', key: 'l', icon: () => <ScrollText {...smallIcon} />, run: () => log(input) },
    {
      title: isTest(input) ? 'Stop test signal' : 'Send test signal',
      icon: () => <Tv {...smallIcon} />,
      disabled: input.desired !== 'RUNNING',
      run: () => void actions.setTestSignal(input.id, !isTest(input)),
    },
    { title: 'Delete', apart: true, icon: () => <Trash {...smallIcon} />, run: () => void actions.remove([input.id]) },
  ]

  return (
    <>
      <DataList
        label={props.label}
        class="inputs"
        items={props.items}
        open={(input) => navigate(`/inputs/${input.id}`)}
        keys={[
          {
            ...{ key: 's', title: 'Start or stop', run: flip },
            runSelected: (inputs) => void flipSelected(inputs, 'input', actions),
          },
          { key: 'l', title: 'Log', run: log },
        ]}
        selection={props.selection}
        leaving={(input) => isLeaving(`input:${input.id}`)}
        fallback={props.fallback}
        head={
          <>
            <SelectAllCell selection={props.selection} listed={props.items.length} />
            <HeadCell class="w">Run</HeadCell>
            <HeadCell class="st">State</HeadCell>
            <HeadCell class="nm">Input</HeadCell>
            <HeadCell class="src">Source</HeadCell>
            <HeadCell class="rt r">Received</HeadCell>
            <HeadCell class="spk">Last minute</HeadCell>
            <HeadCell class="sig">Signal</HeadCell>
            <HeadCell class="ou">Outputs</HeadCell>
            <HeadCell class="hs">Last 24 h</HeadCell>
            <HeadCell class="mo" hidden>
              More
            </HeadCell>
          </>
        }
        row={(input) => (
          <>
            <SelectCell selection={props.selection} id={input.id} name={input.name} />
            <Cell class="w">
              <InputSwitch input={input} />
            </Cell>
            <Cell class="st">
              <StateBadge state={input.state} word={inputWords[input.state]} />
              <span class="since">
                <Duration from={input.stateSince} />
              </span>
            </Cell>
            <Cell class="nm" title={[input.name, ...input.tags].join(', ')}>
              <Picture input={input} small />
              <a href={addressOf(`/inputs/${input.id}`)}>{input.name}</a>
              <Show when={more(input).testSignalEndsAt}>
                {(at) => (
                  <>
                    {' '}
                    <span class="tag" title={`ends at ${timeAndDay(at())}`}>
                      test signal
                    </span>
                  </>
                )}
              </Show>
              <For each={input.tags.slice(0, mostTags)}>
                {(tag) => (
                  <>
                    {' '}
                    <span class="tag">{tag}</span>
                  </>
                )}
              </For>
              <Show when={input.tags.length > mostTags}>
                {' '}
                <span class="tag">+{input.tags.length - mostTags}</span>
              </Show>
            </Cell>
            <Cell class="src font-mono" title={more(input).multicastGroup ?? undefined}>
              UDP {input.udpPort}
            </Cell>
            <Cell class="rt r">
              <InputRate id={input.id} />
            </Cell>
            <Cell class="spk">
              <Sparkline of="inputs" id={input.id} state={stateName(input.state)} />
            </Cell>
            <SignalCell input={more(input)} />
            <OutputsCell inputId={input.id} />
            <Cell class="hs">
              <HistoryBar name={input.name} spans={histories.of(input)} height={16} slots={49} />
            </Cell>
            <Cell class="mo">
              <Menu label={`More for ${input.name}`} items={() => menuOf(input)} />
            </Cell>
          </>
        )}
      />
      <Show when={histories.problem()}>{(problem) => <p class="mt-2 text-warn">{problem()}</p>}</Show>
    </>
  )
}
