import { useParams, type RouteSectionProps } from '@solidjs/router'
import { Show } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { InputHead } from '../inputs/InputHead.tsx'
import { InputTools } from '../inputs/InputTools.tsx'
import { useLive } from '../live/LiveProvider.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { OutputList } from './OutputList.tsx'

/** `/inputs/:id`. */
export function InputPage(props: RouteSectionProps) {
  const live = useLive()
  const params = useParams<{ id: string }>()
  const input = () => live.inputs.get(params.id)
  usePageTitle(() => input()?.name ?? 'Input')
  return (
    <Show when={live.inputs.known}>
      <nav class="crumb" aria-label="Breadcrumb">
        <a href="/inputs">Inputs</a>
      </nav>
      <Show
        when={input()}
        fallback={<EmptyState title="There is no such input" text="It was deleted, or the address is wrong." />}
      >
        {(known) => (
          <>
            <h1 class="sr-only">{known().name}</h1>
            <div class="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
              <InputHead input={known()} />
              <InputTools input={known()} name={known().name} />
            </div>
            <OutputList inputId={known().id} inputName={known().name} />
          </>
        )}
      </Show>
      {props.children}
    </Show>
  )
}
