import { For, Show, type JSX } from 'solid-js'

interface Props<Value> {
  /** What is chosen, for screen readers. */
  label: string
  options: readonly { value: Value; name: string; icon?: () => JSX.Element }[]
  chosen: Value
  choose: (value: Value) => void
  class?: string
}

/** A row of buttons of which one is pressed. Where there is an icon, the name may be left out by the style. */
export function Choice<Value extends string>(props: Props<Value>) {
  return (
    <div class={['seg', props.class].filter(Boolean).join(' ')} role="group" aria-label={props.label}>
      <For each={props.options}>
        {(one) => (
          <button
            type="button"
            aria-pressed={props.chosen === one.value}
            title={one.icon && one.name}
            onClick={() => props.chosen === one.value || props.choose(one.value)}
          >
            <Show when={one.icon} fallback={one.name}>
              {(icon) => (
                <>
                  {icon()()}
                  <span>{one.name}</span>
                </>
              )}
            </Show>
          </button>
        )}
      </For>
    </div>
  )
}
