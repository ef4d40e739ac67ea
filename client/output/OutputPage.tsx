import { useParams, type RouteSectionProps } from '@solidjs/router'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { Show } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { smallIcon } from '../parts/icon.ts'
import { OutputRate } from '../parts/Rate.tsx'
import { OutputSwitch } from '../parts/RunSwitch.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { outputWord } from '../parts/words.ts'

/** `/outputs/:id`. */
export function OutputPage(props: RouteSectionProps) {
  const live = useLive()
  const params = useParams<{ id: string }>()
  const output = () => live.outputs.get(params.id)
  usePageTitle(() => output()?.name ?? 'Output')
  return (
    <Show when={live.outputs.known}>
      <Show
        when={output()}
        fallback={<EmptyState title="There is no such output" text="It was deleted, or the address is wrong." />}
      >
        {(known) => (
          <>
            <nav class="crumb" aria-label="Breadcrumb">
              <a href="/inputs">Inputs</a>
              <ChevronRight {...smallIcon} />
              <a href={`/inputs/${known().inputId}`}>{live.inputs.get(known().inputId)?.name}</a>
            </nav>
            <div class="page-head">
              <h1>{known().name}</h1>
              <StateBadge
                large
                state={known().state}
                word={outputWord(known().state, known().protocol)}
                flapping={known().flapping}
                drops={known().drops}
              />
              <OutputSwitch output={known()} />
              <OutputRate id={known().id} />
            </div>
          </>
        )}
      </Show>
      {props.children}
    </Show>
  )
}
