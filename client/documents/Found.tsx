import { createEffect, createMemo, createResource, For, on, Show } from 'solid-js'
import { loaded } from '../loading/loadLater.ts'
import { count } from '../parts/format.ts'
import { addressOf } from '../url/address.ts'
import { finder } from './find.ts'

/** What the documents say of the words that are looked for. */
export function Found(props: { query: string }) {
  const [find] = createResource(async () => finder((await loaded(() => import('virtual:documents/search'))).sections))
  const hits = createMemo(() => find()?.(props.query) ?? [])
  // whoever looks from the middle of a document sees the best first
  createEffect(on(hits, () => window.scrollTo(0, 0)))
  return (
    <Show when={find()}>
      <h1>{hits().length === 0 ? `Nothing of “${props.query}”` : count(hits().length, 'place')}</h1>
      <ol class="docs-found">
        <For each={hits()}>
          {(hit) => (
            <li>
              <a href={addressOf(`/docs/${hit.document}${hit.id === '' ? '' : `#${hit.id}`}`)}>
                <b>{hit.heading}</b>
                <Show when={hit.id !== ''}>
                  <span class="docs-of">{hit.of}</span>
                </Show>
                <span class="docs-sentence">
                  <For each={hit.sentence}>{(part) => (part.isFound ? <mark>{part.text}</mark> : part.text)}</For>
                </span>
              </a>
            </li>
          )}
        </For>
      </ol>
    </Show>
  )
}
