import './documents.css'
import type { RouteSectionProps } from '@solidjs/router'
import { Show, Suspense } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { loadLater } from '../loading/loadLater.ts'
import { FilterField } from '../parts/FilterField.tsx'
import { useUrlText } from '../url/urlState.ts'
import { Contents } from './Contents.tsx'

const Found = loadLater('Found', () => import('./Found.tsx'))

/** `/docs`: the documents of the program, beside a list of them all and a search. Open to everybody: they say nothing of what runs. */
export function DocumentsPage(props: RouteSectionProps) {
  const [query] = useUrlText('q')
  usePageTitle(() => 'Documentation')
  let page!: HTMLDivElement

  /** From the field into what was found, and there up and down. */
  function hear(event: KeyboardEvent): void {
    const links = [...page.querySelectorAll<HTMLAnchorElement>('.docs-found a')]
    if (links.length === 0) return
    const place = links.findIndex((link) => link === document.activeElement)
    const isInField = event.target instanceof HTMLInputElement
    if (!isInField && place < 0) return
    if (event.key === 'Enter' && isInField) links[0]?.click()
    else if (event.key === 'ArrowDown') links[Math.min(place + 1, links.length - 1)]?.focus()
    else if (event.key === 'ArrowUp' && place > 0) links[place - 1]?.focus()
    else if (event.key === 'ArrowUp' && place === 0) page.querySelector('input')?.focus()
    else return
    event.preventDefault()
  }

  return (
    <div class="docs" ref={page} onKeyDown={hear}>
      <div class="docs-side">
        <search>
          <FilterField label="Search the documentation" placeholder="Search the documentation" />
        </search>
        <Contents />
      </div>
      <div class="docs-main">
        <Suspense>
          <Show when={query().trim() !== ''} fallback={props.children}>
            <Found query={query().trim()} />
          </Show>
        </Suspense>
      </div>
    </div>
  )
}
