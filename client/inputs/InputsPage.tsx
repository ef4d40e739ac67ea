import Plus from 'lucide-solid/icons/plus'
import type { RouteSectionProps } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { SystemLine } from '../frame/SystemLine.tsx'
import { useLive } from '../live/LiveProvider.tsx'
import { icon } from '../parts/icon.ts'
import { AddInput } from './AddInput.tsx'
import { FirstUse } from './FirstUse.tsx'
import { InputSection } from './InputSection.tsx'

export function InputsPage(props: RouteSectionProps) {
  const live = useLive()
  const [adding, setAdding] = createSignal(false)
  usePageTitle(() => 'Inputs')
  return (
    <>
      <div class="flex min-h-8 items-center gap-3">
        <h1 class="text-title font-strong text-ink-1">Inputs</h1>
        <button type="button" class="btn btn-primary ml-auto" onClick={() => setAdding(true)}>
          <Plus {...icon} />
          <span>Add input</span>
        </button>
      </div>
      <div class="mt-1 mb-6">
        <SystemLine />
      </div>
      <Show when={live.inputs.known && live.outputs.known}>
        <For each={live.inputs.items} fallback={<FirstUse add={() => setAdding(true)} />}>
          {(input) => <InputSection input={input} />}
        </For>
      </Show>
      <Show when={adding()}>
        <AddInput close={() => setAdding(false)} />
      </Show>
      {props.children}
    </>
  )
}
