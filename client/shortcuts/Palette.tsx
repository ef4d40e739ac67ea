import { useNavigate } from '@solidjs/router'
import Search from 'lucide-solid/icons/search'
import { createEffect, createMemo, createSignal, For, on, onMount, Show } from 'solid-js'
import { Portal } from 'solid-js/web'
import { mainPages } from '../frame/pages.tsx'
import { useLive } from '../live/LiveProvider.tsx'
import { flaps } from '../live/problems.ts'
import { icon } from '../parts/icon.ts'
import { Shape, stateName, type StateName } from '../parts/Shape.tsx'
import { offeredActions } from './actions.ts'
import { bestFirst, type Found } from './find.ts'
import { closePalette } from './palette.ts'

interface Entry extends Found {
  kind: 'Page' | 'Input' | 'Output' | 'Action'
  /** Said behind the title: where it belongs. */
  note?: string
  key?: string | undefined
  state?: StateName
  run: () => void
}

const mostShown = 50

/** Finds inputs, outputs, pages and what can be done here. Ctrl or Cmd with K. */
export function Palette() {
  const live = useLive()
  const navigate = useNavigate()
  const [text, setText] = createSignal('')
  const [place, setPlace] = createSignal(0)
  let dialog!: HTMLDialogElement
  onMount(() => dialog.showModal())

  // what can be done is asked before the palette stands over the page
  const actions = offeredActions().filter((action) => !action.onlyKey)
  const entries = createMemo((): Entry[] => [
    ...mainPages.map(({ name, href }) => ({ kind: 'Page' as const, title: name, run: () => navigate(href) })),
    ...live.inputs.items.map((input) => ({
      ...{ kind: 'Input' as const, title: input.name, words: input.tags, note: `UDP ${input.udpPort}` },
      ...{ state: stateName(input.state), run: () => navigate(`/inputs/${input.id}`) },
    })),
    ...live.outputs.items.map((output) => ({
      ...{ kind: 'Output' as const, title: output.name, words: output.tags, note: live.inputs.get(output.inputId)?.name ?? '' },
      ...{
        state: flaps(output) ? ('flapping' as const) : stateName(output.state),
        run: () => navigate(`/outputs/${output.id}`),
      },
    })),
    ...actions.map(({ title, key, run }) => ({ kind: 'Action' as const, title, key, run })),
  ])
  const found = createMemo(() => bestFirst(entries(), text()).slice(0, mostShown))
  createEffect(on(text, () => setPlace(0)))

  function move(by: number): void {
    const many = found().length
    if (many === 0) return
    setPlace((before) => (Math.min(before, many - 1) + by + many) % many)
    dialog.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }
  function choose(entry: Entry | undefined): void {
    if (entry === undefined) return
    dialog.close()
    entry.run()
  }
  function hear(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter') choose(found()[place()])
    else return
    event.preventDefault()
  }

  return (
    <Portal>
      <dialog
        ref={dialog}
        class="palette"
        aria-label="Search or jump to"
        onClose={closePalette}
        onPointerDown={(event) => {
          if (event.target === dialog) dialog.close()
        }}
      >
        <label class="flex h-12 flex-none items-center gap-3 border-b border-line px-4 text-ink-3">
          <Search {...icon} />
          <input
            class="min-w-0 flex-1 bg-transparent text-read text-ink-1 outline-0"
            role="combobox"
            aria-label="Inputs, outputs, pages, actions"
            aria-expanded="true"
            aria-controls="palette-found"
            aria-activedescendant={found().length > 0 ? `palette-${place()}` : undefined}
            autocomplete="off"
            spellcheck={false}
            autofocus
            placeholder="Inputs, outputs, pages, actions"
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={hear}
          />
        </label>
        <div id="palette-found" role="listbox" aria-label="Found" class="min-h-0 overflow-y-auto p-1.5">
          <For each={found()} fallback={<p class="px-3 py-2.5 text-ink-3">Nothing by that name.</p>}>
            {(entry, index) => (
              <div
                id={`palette-${index()}`}
                role="option"
                aria-selected={place() === index()}
                class="flex min-h-9 cursor-pointer items-center gap-3 rounded-2 px-2.5 aria-selected:bg-select phone:min-h-11"
                onPointerMove={() => setPlace(index())}
                onClick={() => choose(entry)}
              >
                <span class="w-12 flex-none text-meta text-ink-3">{entry.kind}</span>
                <span class="min-w-0 truncate font-medium text-ink-1">{entry.title}</span>
                <Show when={entry.note}>
                  <span class="min-w-0 truncate text-ink-3">{entry.note}</span>
                </Show>
                <span class="ml-auto flex-none" data-state={entry.state}>
                  <Show when={entry.key}>
                    <kbd>{entry.key}</kbd>
                  </Show>
                  <Show when={entry.state}>
                    {(state) => (
                      <span class="text-(--st)">
                        <Shape of={state()} />
                      </span>
                    )}
                  </Show>
                </span>
              </div>
            )}
          </For>
        </div>
      </dialog>
    </Portal>
  )
}
