import { createMemo, createSignal, For, Show } from 'solid-js'
import { graphql, readFragment } from '../generated/index.ts'
import type { LiveOutputFragment } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { bytes } from '../parts/format.ts'
import { addressOf } from '../url/address.ts'

const fragment = graphql(`
  fragment OutputProcess on Output {
    process {
      pid
    }
  }
`)

const pidOf = (output: LiveOutputFragment) => readFragment(fragment, output).process?.pid
const fewest = 12

/** The process of each output that has one, in order of creation: what it needs of the machine. */
export function Processes() {
  const live = useLive()
  const [isAll, setAll] = createSignal(false)
  const running = createMemo(() => live.outputs.items.filter((output) => pidOf(output) !== undefined))
  const listed = () => (isAll() ? running() : running().slice(0, fewest))
  const sum = () => {
    let [percent, memory] = [0, 0]
    for (const { id } of running()) {
      const rates = live.rates.outputs.of(id)
      percent += rates?.cpuPercent ?? 0
      memory += rates?.rssBytes ?? 0
    }
    return `${percent.toFixed(0)} % of a core, ${bytes(memory)}`
  }
  return (
    <section aria-labelledby="processes" class="mt-8">
      <div class="section-head">
        <h2 id="processes">Processes</h2>
        <span class="text-ink-3">{running().length === 0 ? 'none' : `${running().length}: ${sum()}`}</span>
        <Show when={running().length > fewest}>
          <button type="button" class="link ml-auto" aria-expanded={isAll()} onClick={() => setAll(!isAll())}>
            {isAll() ? 'Fewer' : `All ${running().length}`}
          </button>
        </Show>
      </div>
      <Show
        when={running().length > 0}
        fallback={<p class="text-ink-3">Each output that sends has a process of its own, which is listed here.</p>}
      >
        <table class="system-processes">
          <caption class="sr-only">Processes of outputs</caption>
          <thead>
            <tr>
              <th scope="col">Output</th>
              <th scope="col" class="pid">
                Pid
              </th>
              <th scope="col">CPU</th>
              <th scope="col">Memory</th>
            </tr>
          </thead>
          <tbody>
            <For each={listed()}>{(output) => <Row output={output} />}</For>
          </tbody>
        </table>
      </Show>
    </section>
  )
}

function Row(props: { output: LiveOutputFragment }) {
  const live = useLive()
  const rates = () => live.rates.outputs.of(props.output.id)
  return (
    <tr>
      <td title={`${live.inputs.get(props.output.inputId)?.name}, ${props.output.name}`}>
        <a href={addressOf(`/outputs/${props.output.id}`)}>
          {live.inputs.get(props.output.inputId)?.name}, {props.output.name}
        </a>
      </td>
      <td class="pid font-mono">{pidOf(props.output)}</td>
      <td>
        <Show when={rates()?.cpuPercent?.toFixed(1)}>
          {(percent) => (
            <>
              {percent()} <span class="text-ink-3">%</span>
            </>
          )}
        </Show>
      </td>
      <td>{rates()?.rssBytes == null ? '' : bytes(rates()!.rssBytes!)}</td>
    </tr>
  )
}
