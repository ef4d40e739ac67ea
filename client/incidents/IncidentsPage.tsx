import { For } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Duration } from '../parts/Times.tsx'

/** `/incidents`. */
export function IncidentsPage() {
  const live = useLive()
  usePageTitle(() => 'Incidents')
  return (
    <>
      <div class="page-head">
        <h1>Incidents</h1>
      </div>
      <ul>
        <For
          each={live.incidents.items}
          fallback={<EmptyState title="Nothing is wrong" text="What goes wrong is listed here, one line for each cause." />}
        >
          {(incident) => (
            <li class="flex min-h-11 items-center justify-between gap-4 border-t border-line">
              <a href={`/incidents/${incident.id}`} class="font-medium text-ink-1 hover:underline">
                {incident.title}
              </a>
              <Duration from={incident.openedAt} to={incident.closedAt} />
            </li>
          )}
        </For>
      </ul>
    </>
  )
}
