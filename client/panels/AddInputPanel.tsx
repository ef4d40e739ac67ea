import { useNavigate, useSearchParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { AddedInput } from './AddedInput.tsx'
import { AddInput } from './AddInput.tsx'

/** `/inputs/new`, over the list of inputs; `?from=3` begins with the settings of another. Once it is there, what arrives is shown. */
export function AddInputPanel() {
  const navigate = useNavigate()
  const [query] = useSearchParams<{ from?: string }>()
  const [added, setAdded] = createSignal<string | null>(null)
  const close = (): void => navigate('/inputs', { scroll: false })
  return (
    <Show when={added()} fallback={<AddInput like={query.from ?? null} added={setAdded} close={close} />}>
      {(id) => <AddedInput id={id()} close={close} />}
    </Show>
  )
}
