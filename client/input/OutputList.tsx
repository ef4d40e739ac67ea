import './outputs.css'
import { useNavigate } from '@solidjs/router'
import { Show } from 'solid-js'
import { flipSelected } from '../actions/flipSelected.ts'
import { useOutputActions } from '../actions/outputs.ts'
import { graphql, readFragment } from '../generated/index.ts'
import type { LiveOutputFragment } from '../generated/graphql.ts'
import { isFailed } from '../live/problems.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Cell, DataList, HeadCell } from '../parts/DataList.tsx'
import { Menu } from '../parts/Menu.tsx'
import { OutputRate } from '../parts/Rate.tsx'
import { NextTry, RetryButton } from '../parts/RetryNow.tsx'
import { OutputSwitch } from '../parts/RunSwitch.tsx'
import { stateName } from '../parts/Shape.tsx'
import { withStop } from '../parts/sentence.ts'
import { SelectAllCell, SelectCell } from '../parts/SelectCell.tsx'
import type { Selection } from '../parts/selection.ts'
import { Sparkline } from '../parts/Sparkline.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { Duration } from '../parts/Times.tsx'
import { isCarrying, outputWord } from '../parts/words.ts'
import { isLeaving } from '../undo/deletions.ts'
import { destinationWords, kindWord } from './destination.ts'
import { addressOf } from '../url/address.ts'

const fragment = graphql(`
  fragment OutputListItem on Output {
    url
    callerUrl
    delivery
    failure {
      message
    }
    ...RetryNow
  }
`)

const more = (output: LiveOutputFragment) => readFragment(fragment, output)

/** The outputs of one input: wish, state, where to, how much, and why one is not as wished. */
export function OutputList(props: { inputId: string; inputName: string; selection: Selection }) {
  const live = useLive()
  const navigate = useNavigate()
  const actions = useOutputActions()
  const callers = (output: LiveOutputFragment) =>
    output.protocol === 'SRT_LISTENER' ? (live.rates.outputs.of(output.id)?.callers ?? 0) : null
  const log = (output: LiveOutputFragment) => navigate(`/logs?output=${output.id}`)
  return (
    <DataList
      label={`Outputs of ${props.inputName}`}
      class="outputs"
      items={live.outputsOf(props.inputId)}
      open={(output) => navigate(`/outputs/${output.id}`)}
      keys={[
        {
          ...{ key: 's', title: 'Start or stop' },
          run: (output) => void actions.setRunning([output.id], output.desired !== 'RUNNING'),
          runSelected: (outputs) => void flipSelected(outputs, 'output', actions),
        },
        { key: 'l', title: 'Log', run: log },
      ]}
      selection={props.selection}
      leaving={(output) => isLeaving(`output:${output.id}`)}
      head={
        <>
          <SelectAllCell selection={props.selection} listed={live.outputsOf(props.inputId).length} />
          <HeadCell class="w">Run</HeadCell>
          <HeadCell class="st">State</HeadCell>
          <HeadCell class="nm">Output</HeadCell>
          <HeadCell class="pr">Kind</HeadCell>
          <HeadCell class="de">Destination</HeadCell>
          <HeadCell class="rt r">Sent</HeadCell>
          <HeadCell class="sp">Last minute</HeadCell>
          <HeadCell class="dr r">Drops</HeadCell>
          <HeadCell class="cf">Delivery</HeadCell>
          <HeadCell class="mo" hidden>
            More
          </HeadCell>
        </>
      }
      row={(output) => (
        <>
          <SelectCell selection={props.selection} id={output.id} name={output.name} />
          <Cell class="w">
            <OutputSwitch output={output} />
          </Cell>
          <Cell class="st">
            <StateBadge
              state={output.state}
              word={outputWord(output.state, output.protocol)}
              flapping={output.flapping}
              drops={output.drops}
            />
            <span class="since">
              <Duration from={output.stateSince} />
            </span>
          </Cell>
          <Cell class="nm" title={output.name}>
            <a href={addressOf(`/outputs/${output.id}`)}>{output.name}</a>
          </Cell>
          <Cell class="pr">{kindWord(output.protocol, more(output).url)}</Cell>
          <Cell class="de" title={more(output).url}>
            <span class="truncate font-mono">{destinationWords(more(output).url, callers(output))}</span>
            <Show when={more(output).callerUrl}>
              {(url) => <CopyButton text={url()} label={`Copy the address for receivers of ${output.name}`} />}
            </Show>
          </Cell>
          <Cell class="rt r">
            <OutputRate id={output.id} />
          </Cell>
          <Cell class="sp">
            <Sparkline of="outputs" id={output.id} state={stateName(output.state)} />
          </Cell>
          <Cell class="dr r">
            <span classList={{ 'text-ink-3': output.drops === 0 }}>{output.drops}</span>
          </Cell>
          <Cell class="cf">
            <span classList={{ italic: output.protocol === 'UDP' }}>{delivery(output)}</span>
          </Cell>
          <Cell class="mo">
            <Menu
              label={`More for ${output.name}`}
              items={() => [
                { title: 'Log', key: 'l', run: () => log(output) },
                { title: 'Settings', run: () => navigate(`/outputs/${output.id}?tab=settings`) },
                { title: 'Duplicate', run: () => navigate(`/inputs/${output.inputId}/outputs/new?from=${output.id}`) },
                { title: 'Delete', apart: true, run: () => void actions.remove([output.id]) },
              ]}
            />
          </Cell>
        </>
      )}
      below={(output) => (more(output).failure == null ? null : <Why output={output} />)}
    />
  )
}

/** In one line why an output is not as wished, when it is tried next, and the way to all that is known. */
function Why(props: { output: LiveOutputFragment }) {
  return (
    <div class="outputs-why">
      <span class="font-medium" classList={{ 'text-fail-text': isFailed(props.output), 'text-ink-1': !isFailed(props.output) }}>
        {withStop(more(props.output).failure?.message ?? '')}
      </span>
      <Show when={props.output.desired === 'RUNNING' && !isCarrying(props.output)}>
        <NextTry output={more(props.output)} />
        <RetryButton output={more(props.output)} />
      </Show>
      <a
        href={addressOf(`/outputs/${props.output.id}`)}
        class="link inline-flex items-center"
        aria-label={`What to do about ${props.output.name}`}
      >
        What to do
      </a>
    </div>
  )
}

function delivery(output: LiveOutputFragment): string {
  if (!isCarrying(output)) return ''
  if (output.protocol === 'UDP') return 'cannot be confirmed'
  return more(output).delivery === 'CONFIRMED' ? 'confirmed' : ''
}
