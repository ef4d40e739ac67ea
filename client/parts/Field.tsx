import { children, createUniqueId, Show, type JSX } from 'solid-js'
import { ProblemText } from './ProblemText.tsx'

interface Props {
  label: string
  value: string
  input: (value: string) => void
  problem?: string | null | undefined
  hint?: string
  optional?: boolean
  /** A secret: never shown, never remembered by the browser. */
  secret?: boolean
  mono?: boolean
  numeric?: boolean
  placeholder?: string
  autofocus?: boolean
  /** Stands within the box at its end, such as a button. */
  end?: JSX.Element
}

/** A labelled line of text with its problem underneath. */
export function Field(props: Props) {
  const id = createUniqueId()
  const end = children(() => props.end)
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
        <Show when={props.optional}>
          <span class="font-regular text-ink-3"> optional</span>
        </Show>
      </label>
      <div class="relative">
        <input
          id={id}
          class="field-box"
          classList={{ 'font-mono': props.mono === true || props.secret === true, 'pr-20!': !!end() }}
          type={props.secret ? 'password' : 'text'}
          inputmode={props.numeric ? 'numeric' : undefined}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          autofocus={props.autofocus}
          placeholder={props.placeholder}
          value={props.value}
          onInput={(event) => props.input(event.currentTarget.value)}
          aria-invalid={props.problem ? 'true' : undefined}
          aria-describedby={props.problem ? `${id}-problem` : props.hint ? `${id}-hint` : undefined}
        />
        <Show when={end()}>
          <span class="absolute inset-y-0 right-1 flex items-center">{end()}</span>
        </Show>
      </div>
      <ProblemText id={`${id}-problem`} text={props.problem} />
      <Show when={props.hint && !props.problem}>
        <p id={`${id}-hint`} class="mt-1 text-meta text-ink-3">
          {props.hint}
        </p>
      </Show>
    </div>
  )
}
