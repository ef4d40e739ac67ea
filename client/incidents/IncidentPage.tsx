import { useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Duration } from '../parts/Times.tsx'

/** `/incidents/:id`. */
export function IncidentPage() {
  const live = useLive()
  const params = useParams<{ id: string }>()
  const incident = () => live.incidents.get(params.id)
  usePageTitle(() => incident()?.title ?? 'Incident')
  return (
    <Show
      when={incident()}
      fallback={<EmptyState title="This incident is over" text="What lasts is listed on the page of incidents." />}
    >
      {(known) => (
        <div class="page-head">
          <h1>{known().title}</h1>
          <Duration from={known().openedAt} to={known().closedAt} />
        </div>
      )}
    </Show>
  )
}
