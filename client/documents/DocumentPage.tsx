import { useLocation, useParams } from '@solidjs/router'
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import { createEffect, createResource, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { Portal } from 'solid-js/web'
import { documents, type Heading } from 'virtual:documents'
import { usePageTitle } from '../frame/pageTitle.ts'
import { loaded } from '../loading/loadLater.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { smallIcon } from '../parts/icon.ts'
import { NotThere } from '../parts/NotThere.tsx'
import { addressOf } from '../url/address.ts'

/** `/docs/:name`. */
export function DocumentPage() {
  const params = useParams<{ name: string }>()
  const entry = () => documents.find(({ name }) => name === params.name)
  const [content] = createResource(entry, (known) => loaded(known.load))
  usePageTitle(() => entry()?.title ?? 'Documentation')
  const list = { href: '/docs', name: 'Documentation' }
  return (
    <Show when={entry()} fallback={<NotThere what="document" why="It may have another name by now." list={list} />}>
      <p class="crumb docs-up">
        <a href={addressOf('/docs')} class="inline-flex items-center gap-1">
          <ChevronLeft {...smallIcon} />
          Documentation
        </a>
      </p>
      <Show when={content()}>
        {(known) => (
          <div class="docs-columns">
            <Written html={known().html} />
            <Here headings={known().headings} />
          </div>
        )}
      </Show>
    </Show>
  )
}

/** A document as it was built, with what only a browser can add. */
function Written(props: { html: string }) {
  const location = useLocation()
  const [copied, setCopied] = createSignal<readonly HTMLElement[]>([])
  let article!: HTMLElement
  const measure = () => {
    for (const place of article.querySelectorAll<HTMLElement>('[data-scrolls]')) {
      // by keyboard only what is wider than its place needs to be reached
      if (place.scrollWidth > place.clientWidth) place.tabIndex = 0
      else place.removeAttribute('tabindex')
    }
  }
  const watched = new ResizeObserver(measure)
  onCleanup(() => watched.disconnect())
  createEffect(() => {
    article.innerHTML = props.html
    setCopied([...article.querySelectorAll<HTMLElement>('[data-copy]')])
    watched.disconnect()
    watched.observe(article)
  })
  createEffect(
    on([() => props.html, () => location.hash], ([, hash]) => {
      if (hash === '') return
      // letters of another width move what they stand above; by then the frame has put the focus on the page's heading
      void document.fonts.ready.then(() => {
        const heading = document.getElementById(decodeURIComponent(hash.slice(1)))
        if (heading === null) return
        heading.tabIndex = -1
        heading.focus({ preventScroll: true })
        heading.scrollIntoView()
      })
    }),
  )
  return (
    <>
      <article ref={article} class="doc" />
      <For each={copied()}>
        {(place) => (
          <Portal mount={place}>
            <CopyButton text={place.parentElement?.querySelector('code')?.textContent ?? ''} label="Copy" />
          </Portal>
        )}
      </For>
    </>
  )
}

/** The headings of the document. */
function Here(props: { headings: readonly Heading[] }) {
  const main = () => props.headings.filter(({ level }) => level === 2)
  return (
    <Show when={main().length > 1}>
      <nav aria-label="On this page" class="docs-here">
        <h2>On this page</h2>
        <ul>
          <For each={main()}>
            {({ id, title }) => (
              <li>
                <a href={`#${id}`}>{title}</a>
              </li>
            )}
          </For>
        </ul>
      </nav>
    </Show>
  )
}
