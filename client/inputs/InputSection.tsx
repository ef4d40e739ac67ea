import { createMemo, For, Show } from 'solid-js'
import type { LiveInputFragment } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { InputHead } from './InputHead.tsx'
import { InputTools } from './InputTools.tsx'
import { OutputRow } from './OutputRow.tsx'

/** One input with all its outputs. */
export function InputSection(props: { input: LiveInputFragment }) {
  const live = useLive()
  const outputs = createMemo(() => live.outputsOf(props.input.id))
  return (
    <section aria-label={props.input.name} data-input={props.input.id} class="border-t border-line pt-5 pb-10">
      <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <InputHead input={props.input} />
        <InputTools input={props.input} name={props.input.name} />
      </div>
      <Show
        when={outputs().length > 0}
        fallback={<p class="mt-4 text-ink-3">No outputs yet. They can be added before the feed arrives; they wait for it.</p>}
      >
        <table class="rows mt-3" aria-label={`Outputs of ${props.input.name}`}>
          <thead>
            <tr>
              <th scope="col" class="run">
                Run
              </th>
              <th scope="col" class="st">
                State
              </th>
              <th scope="col">Output</th>
              <th scope="col" class="pr">
                Kind
              </th>
              <th scope="col" class="to">
                Destination
              </th>
              <th scope="col" class="r">
                Sent
              </th>
              <th scope="col" class="r dr">
                Drops
              </th>
              <th scope="col" class="dv">
                Delivery
              </th>
              <th scope="col" class="more">
                <span class="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={outputs()}>{(output) => <OutputRow output={output} />}</For>
          </tbody>
        </table>
      </Show>
    </section>
  )
}
