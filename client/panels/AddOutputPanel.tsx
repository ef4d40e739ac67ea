import { useNavigate, useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { AddOutput } from '../inputs/AddOutput.tsx'
import { useLive } from '../live/LiveProvider.tsx'

/** `/inputs/:id/outputs/new`, over the page of the input. */
export function AddOutputPanel() {
  const navigate = useNavigate()
  const live = useLive()
  const params = useParams<{ id: string }>()
  return (
    <Show when={live.inputs.get(params.id)}>
      {(input) => (
        <AddOutput
          inputId={input().id}
          inputName={input().name}
          close={() => navigate(`/inputs/${params.id}`, { scroll: false })}
        />
      )}
    </Show>
  )
}
