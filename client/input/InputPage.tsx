import { useParams, type RouteSectionProps } from '@solidjs/router'
import { Show } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { InputSection } from '../inputs/InputSection.tsx'
import { useLive } from '../live/LiveProvider.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'

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
            <InputSection input={known()} />
          </>
        )}
      </Show>
      {props.children}
    </Show>
  )
}
