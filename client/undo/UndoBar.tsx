import { createEffect, createSignal, onCleanup, Show } from 'solid-js'
import { count, span } from '../parts/format.ts'
import { deleteAllNow, held, undoDeletions } from './deletions.ts'

/** While deletions wait: how long, and the way back. Leaving drops them, and it says so. */
export function UndoBar() {
  const [now, setNow] = createSignal(Date.now())
  createEffect(() => {
    if (held().length === 0) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 250)
    onCleanup(() => clearInterval(timer))
  })
  onCleanup(undoDeletions)
  const words = () => {
    const [first] = held()
    if (held().length === 1) return `${first?.name} is deleted in`
    return `${count(held().length, 'object')} are deleted, the first in`
  }
  function undo(): void {
    undoDeletions()
    // the button is gone: the keyboard goes on with the page
    document.getElementById('main')?.focus()
  }
  return (
    <Show when={held().length > 0}>
      <section
        aria-label="Deletion that can be undone"
        class="pointer-events-auto flex max-w-full flex-wrap items-center gap-x-4 gap-y-2 justify-self-center rounded-2 bg-ink-1 py-2 pr-2 pl-4 text-on-ink phone:justify-self-stretch"
      >
        <span class="min-w-0 flex-1 [overflow-wrap:anywhere] phone:basis-full">
          <b>
            {words()} <span class="inline-block min-w-8">{span(now(), held()[0]?.at ?? now())}</span>
          </b>{' '}
          Nothing is stopped until then; closing this tab drops the deletion.
        </span>
        <button
          type="button"
          class="btn btn-small border-on-ink! bg-transparent! text-on-ink! phone:flex-1"
          onClick={() => void deleteAllNow()}
        >
          Delete now
        </button>
        <button type="button" class="btn btn-small border-on-ink! bg-on-ink! text-ink-1! phone:flex-1" onClick={undo}>
          Undo
        </button>
      </section>
    </Show>
  )
}
