import { createSignal, createUniqueId, Show } from 'solid-js'
import { Field } from './Field.tsx'

interface Props {
  label: string
  /** Whether one is stored: then it is shown masked until a person replaces it. */
  isStored: boolean
  /** What was typed; null: the stored one is kept. */
  value: string | null
  input: (value: string | null) => void
  problem?: string | null | undefined
  hint?: string
  optional?: boolean
}

/** A secret: written, never read. What is stored is kept unless somebody replaces it. */
export function SecretField(props: Props) {
  const label = createUniqueId()
  const [replacing, setReplacing] = createSignal(false)
  const isMasked = () => props.isStored && !replacing() && props.value === null
  function keep(): void {
    setReplacing(false)
    props.input(null)
  }
  return (
    <Show
      when={isMasked()}
      fallback={
        <div class="relative">
          <Field
            secret
            label={props.label}
            value={props.value ?? ''}
            input={props.input}
            problem={props.problem}
            hint={props.hint ?? 'Stored encrypted, never shown again.'}
            optional={props.optional === true}
            autofocus={replacing()}
          />
          <Show when={props.isStored}>
            <button type="button" class="link absolute top-0 right-0" onClick={keep}>
              Keep the stored one
            </button>
          </Show>
        </div>
      }
    >
      <div class="field" role="group" aria-labelledby={label}>
        <span id={label} class="field-label">
          {props.label}
        </span>
        <div class="field-box flex! items-center justify-between pr-1!">
          <span aria-label="stored, not shown">••••••••••</span>
          <button
            type="button"
            class="btn btn-small phone:h-9!"
            aria-label={`Replace ${props.label.toLowerCase()}`}
            onClick={() => setReplacing(true)}
          >
            Replace
          </button>
        </div>
      </div>
    </Show>
  )
}
