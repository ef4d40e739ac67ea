import { For, Show } from 'solid-js'
import { CommandField } from '../parts/CopyField.tsx'

export interface ToHandOut {
  name: string
  url: string
  hasPassphrase: boolean
}

/** What receivers need to call us: the addresses of listeners that were just added. */
export function HandOut(props: { listeners: readonly ToHandOut[] }) {
  return (
    <section class="mb-4" aria-label="Addresses to hand out">
      <For each={props.listeners}>
        {(listener) => (
          <div class="mb-4">
            <h3 class="mb-1 text-read font-strong text-ink-1">{listener.name} is added</h3>
            <p class="mb-2">
              Give this address to who will receive it; it opens this output only.
              <Show when={listener.hasPassphrase}> They write the passphrase in place of the four stars.</Show>
            </p>
            <CommandField text={listener.url} label={`Address of ${listener.name}`} copy="Copy address" />
          </div>
        )}
      </For>
      <p class="text-ink-3">It stands on the page of the output too.</p>
    </section>
  )
}
