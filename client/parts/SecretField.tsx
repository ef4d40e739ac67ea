import { createSignal, createUniqueId, Show } from 'solid-js'
import { Field } from './Field.tsx'
import { PasteButton } from './PasteButton.tsx'
import { ProblemText } from './ProblemText.tsx'

interface Props {
  label: string
  /** Whether one is stored: then it is shown masked until a person replaces it. */
  isStored: boolean
  /** What was typed; null: the stored one is kept; empty where one is stored: it is removed. */
  value: string | null
  input: (value: string | null) => void
  problem?: string | null | undefined
  hint?: string
  optional?: boolean
  /** Whether a stored one can be taken away without another in its place. */
  canRemove?: boolean
  /** Where the one that is kept comes from; `the stored one` without. */
  kept?: string
  /** Somebody asked for this field alone: it is open, and the focus is in it. */
  isAskedFor?: boolean
}

/** A secret: written, never read. What is stored is kept unless somebody replaces or removes it. */
export function SecretField(props: Props) {
  const [replacing, setReplacing] = createSignal(props.isAskedFor === true)
  const focusIn = (box: HTMLElement) => queueMicrotask(() => box.querySelector('input')?.focus())
  const isBox = () => props.isStored && !replacing() && !props.value
  function keep(): void {
    setReplacing(false)
    props.input(null)
  }
  return (
    <Show
      when={isBox()}
      fallback={
        <div class="relative" ref={(box) => (replacing() ? focusIn(box) : undefined)}>
          <Field
            secret
            label={props.label}
            value={props.value ?? ''}
            input={(text) => props.input(text === '' && props.isStored ? null : text)}
            problem={props.problem}
            hint={props.hint ?? 'Stored encrypted, never shown again.'}
            optional={props.optional === true}
            end={<PasteButton paste={props.input} />}
          />
          <Show when={props.isStored}>
            <button type="button" class="link absolute top-0 right-0 phone:-top-3" onClick={keep}>
              Keep {props.kept ?? 'the stored one'}
            </button>
          </Show>
        </div>
      }
    >
      <KeptSecret {...props} replace={() => setReplacing(true)} keep={keep} />
    </Show>
  )
}

/** In place of a secret that is not shown: that there is one, or that it will go. */
function KeptSecret(props: Props & { replace: () => void; keep: () => void }) {
  const label = createUniqueId()
  const goes = () => props.value === ''
  const what = () => props.label.toLowerCase()
  return (
    <div class="field" role="group" aria-labelledby={label}>
      <span id={label} class="field-label">
        {props.label}
      </span>
      <div class="field-box flex! items-center justify-between gap-2 pr-1!">
        <span class="min-w-0 truncate">
          <Show when={goes()} fallback={<Masked kept={props.kept} />}>
            Removed when you save
          </Show>
        </span>
        <span class="flex flex-none gap-1">
          <Show when={props.canRemove}>
            <SmallButton
              text={goes() ? 'Keep' : 'Remove'}
              label={`${goes() ? 'Keep' : 'Remove'} the ${what()}`}
              run={() => (goes() ? props.keep() : props.input(''))}
            />
          </Show>
          <SmallButton
            text="Replace"
            label={`Replace ${what()}`}
            run={() => {
              props.keep()
              props.replace()
            }}
          />
        </span>
      </div>
      <ProblemText text={props.problem} />
    </div>
  )
}

function Masked(props: { kept: string | undefined }) {
  return (
    <>
      <span aria-hidden="true">••••••••••</span>
      <span class="sr-only">{props.kept === undefined ? 'stored' : `as in ${props.kept}`}, not shown</span>
    </>
  )
}

function SmallButton(props: { text: string; label: string; run: () => void }) {
  return (
    <button
      type="button"
      class="btn btn-small phone:relative phone:h-9! phone:after:absolute phone:after:inset-x-0 phone:after:-inset-y-1"
      aria-label={props.label}
      onClick={() => props.run()}
    >
      {props.text}
    </button>
  )
}
