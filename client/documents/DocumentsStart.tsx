import { For } from 'solid-js'
import { addressOf } from '../url/address.ts'
import { groups } from './groups.ts'

/** `/docs`: every document with its first sentence. */
export function DocumentsStart() {
  return (
    <>
      <div class="page-head">
        <h1>Documentation</h1>
      </div>
      <For each={groups}>
        {([group, entries]) => (
          <section>
            <h2 class="group">{group}</h2>
            <ul class="docs-list">
              <For each={entries}>
                {({ name, title, summary }) => (
                  <li>
                    <a href={addressOf(`/docs/${name}`)}>
                      <b>{title}</b>
                      <span>{summary}</span>
                    </a>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </>
  )
}
