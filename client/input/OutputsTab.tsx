import Play from 'lucide-solid/icons/play'
import Plus from 'lucide-solid/icons/plus'
import RotateCw from 'lucide-solid/icons/rotate-cw'
import Square from 'lucide-solid/icons/square'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, For, Show } from 'solid-js'
import { useOutputActions } from '../actions/outputs.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { outputSums } from '../live/outputSums.ts'
import { BulkBar } from '../parts/BulkBar.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { count, megabits } from '../parts/format.ts'
import { smallIcon } from '../parts/icon.ts'
import { createSelection } from '../parts/selection.ts'
import { liveOutputsWords } from '../parts/words.ts'
import { OutputList } from './OutputList.tsx'
import { addressOf } from '../url/address.ts'

/** Where an input is sent: how many are how, what can be done with all or several, and each. */
export function OutputsTab(props: { inputId: string; inputName: string }) {
  const live = useLive()
  const actions = useOutputActions()
  const outputs = () => live.outputsOf(props.inputId)
  const sums = createMemo(() => outputSums(outputs()))
  const sent = () => outputs().reduce((sum, { id }) => sum + (live.rates.outputs.of(id)?.bitrateBps ?? 0), 0)
  const running = createMemo(() => outputs().filter(({ desired }) => desired === 'RUNNING'))
  const selection = createSelection(outputs)
  const chosen = () => [...selection.ids()]
  const all = () => outputs().map(({ id }) => id)
  const note = () => {
    const interrupted = actions.carrying(chosen())
    return interrupted === 0 ? undefined : liveOutputsWords(interrupted)
  }
  return (
    <section aria-label="Outputs">
      <Show when={outputs().length > 0} fallback={<NoOutputs inputId={props.inputId} />}>
        <div class="outputs-head">
          <span data-part="sums">
            <b class="text-ink-1">{outputs().length}</b> {outputs().length === 1 ? 'output' : 'outputs'}
            <For each={sums()}>
              {({ words, state }) => (
                <>
                  ,{' '}
                  <span class="state-count" data-state={state}>
                    {words}
                  </span>
                </>
              )}
            </For>
          </span>
          <span>
            {megabits(sent())} <span class="text-ink-3">Mb/s sent</span>
          </span>
          <div class="acts">
            <Show
              when={running().length > 0}
              fallback={
                <button type="button" class="btn btn-small" onClick={() => void actions.setRunning(all(), true)}>
                  <Play {...smallIcon} />
                  <span>Start all</span>
                </button>
              }
            >
              <button
                type="button"
                class="btn btn-small"
                onClick={() =>
                  void actions.setRunning(
                    running().map(({ id }) => id),
                    false,
                  )
                }
              >
                <Square {...smallIcon} />
                <span>Stop all</span>
              </button>
            </Show>
            <a class="btn btn-small btn-primary" href={addressOf(`/inputs/${props.inputId}/outputs/new`)}>
              <Plus {...smallIcon} />
              <span>Add output</span>
            </a>
          </div>
        </div>
        <BulkBar selection={selection} note={note()}>
          <button type="button" class="btn btn-small" onClick={() => void actions.setRunning(chosen(), true)}>
            <Play {...smallIcon} />
            <span>Start</span>
          </button>
          <button type="button" class="btn btn-small" onClick={() => void actions.setRunning(chosen(), false)}>
            <Square {...smallIcon} />
            <span>Stop</span>
          </button>
          <button type="button" class="btn btn-small" onClick={() => void actions.retry(chosen())}>
            <RotateCw {...smallIcon} />
            <span>Retry</span>
          </button>
          <button
            type="button"
            class="btn btn-small"
            aria-label={`Delete ${count(chosen().length, 'output')}`}
            onClick={() => void actions.remove(chosen())}
          >
            <Trash {...smallIcon} />
            <span>Delete</span>
          </button>
        </BulkBar>
        <OutputList inputId={props.inputId} inputName={props.inputName} selection={selection} />
      </Show>
    </section>
  )
}

function NoOutputs(props: { inputId: string }) {
  return (
    <EmptyState
      title="No outputs yet"
      text="They can be added before the feed arrives; they wait for it."
      action={
        <a class="btn" href={addressOf(`/inputs/${props.inputId}/outputs/new`)}>
          <Plus {...smallIcon} />
          Add output
        </a>
      }
    />
  )
}
