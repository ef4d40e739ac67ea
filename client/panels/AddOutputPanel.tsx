import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { AddOutputs } from './AddOutputs.tsx'

/** `/inputs/:id/outputs/new`, over the page of the input; `?from=7` begins with another output like that one. */
export function AddOutputPanel() {
  const navigate = useNavigate()
  const live = useLive()
  const params = useParams<{ id: string }>()
  const [query] = useSearchParams<{ from?: string }>()
  return (
    <Show when={live.inputs.get(params.id)?.id} keyed>
      {(id) => (
        <AddOutputs
          inputId={id}
          inputName={live.inputs.get(id)?.name ?? ''}
          like={query.from ?? null}
          close={() => navigate(`/inputs/${id}`, { scroll: false })}
        />
      )}
    </Show>
  )
}
