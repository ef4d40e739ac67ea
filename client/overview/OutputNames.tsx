import { createSignal, For, Show } from 'solid-js'
import type { LiveOutputFragment } from '../generated/graphql.ts'
import { addressOf } from '../url/address.ts'

const mostAtFirst = 3

interface Props {
  outputs: readonly LiveOutputFragment[]
  nameOf: (output: LiveOutputFragment) => string
}

/** `Hall, Lobby, Platform and 2 more`: each leads to its output, and the rest is told on demand. */
export function OutputNames(props: Props) {
  const [isWhole, setWhole] = createSignal(false)
  const shown = () => (isWhole() ? props.outputs : props.outputs.slice(0, mostAtFirst))
  return (
    <p class="mt-1">
      <For each={shown()}>
        {(output, place) => (
          <>
            {place() > 0 && ', '}
            <a class="link phone:inline-flex phone:min-h-11 phone:items-center" href={addressOf(`/outputs/${output.id}`)}>
              {props.nameOf(output)}
            </a>
          </>
        )}
      </For>
      <Show when={props.outputs.length > mostAtFirst}>
        {' '}
        <button type="button" class="link phone:min-h-11" aria-expanded={isWhole()} onClick={() => setWhole(!isWhole())}>
          {isWhole() ? 'Show fewer' : `and ${props.outputs.length - mostAtFirst} more`}
        </button>
      </Show>
    </p>
  )
}
