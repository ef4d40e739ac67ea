import { useParams } from '@solidjs/router'
import { For } from 'solid-js'
import { addressOf } from '../url/address.ts'
import { groups } from './groups.ts'

/** Every document, in groups. */
export function Contents() {
  const params = useParams<{ name?: string }>()
  return (
    <nav aria-label="Documents" class="docs-contents">
      <For each={groups}>
        {([group, entries]) => (
          <>
            <h2>{group}</h2>
            <ul>
              <For each={entries}>
                {({ name, title }) => (
                  <li>
                    <a href={addressOf(`/docs/${name}`)} aria-current={params.name === name ? 'page' : undefined}>
                      {title}
                    </a>
                  </li>
                )}
              </For>
            </ul>
          </>
        )}
      </For>
    </nav>
  )
}
