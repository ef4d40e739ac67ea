import BookOpen from 'lucide-solid/icons/book-open'
import Search from 'lucide-solid/icons/search'
import { For, Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { timeOfDayUtc } from '../parts/format.ts'
import { icon } from '../parts/icon.ts'
import { Mark } from '../parts/Mark.tsx'
import { commandKey, openPalette } from '../shortcuts/palette.ts'
import { Annunciators } from './Annunciators.tsx'
import { isDocumentation, mainPages } from './pages.tsx'
import { ThemeButton } from './ThemeButton.tsx'
import { addressOf } from '../url/address.ts'
import { usePath } from '../url/usePath.ts'

export function TopBar() {
  const path = usePath()
  return (
    <header class="sticky top-0 z-(--z-bar) flex h-(--bar) items-center gap-2 border-b border-line bg-canvas px-(--gutter) phone:gap-1">
      <a
        href={addressOf('/')}
        aria-label="Stream Distribution Manager, overview"
        class="-ml-1.5 grid size-8 flex-none place-items-center text-ink-1 phone:-ml-3 phone:size-11"
      >
        <Mark size={22} />
      </a>
      <nav aria-label="Main" class="ml-2 flex h-full phone:hidden tablet:ml-0">
        <For each={mainPages}>
          {(page) => (
            <a
              href={addressOf(page.href)}
              aria-current={page.holds(path()) ? 'page' : undefined}
              class="relative flex items-center px-3 font-medium text-ink-3 hover:text-ink-1 aria-[current]:text-ink-1 aria-[current]:after:absolute aria-[current]:after:inset-x-3 aria-[current]:after:-bottom-px aria-[current]:after:h-0.5 aria-[current]:after:bg-accent tablet:px-2.25 tablet:aria-[current]:after:inset-x-2.25"
            >
              {page.name}
            </a>
          )}
        </For>
      </nav>
      <div class="ml-3 flex flex-1 gap-1 phone:ml-1">
        <Show when={path() !== '/'}>
          <Annunciators />
        </Show>
      </div>
      <FindButton />
      <UtcClock />
      <a
        href={addressOf('/docs')}
        class="icon-btn flex-none phone:hidden"
        aria-label="Documentation"
        aria-current={isDocumentation(path()) ? 'page' : undefined}
        title="Documentation"
      >
        <BookOpen {...icon} />
      </a>
      <ThemeButton />
    </header>
  )
}

function FindButton() {
  return (
    <button
      type="button"
      class="inline-flex h-8 flex-none items-center gap-2 rounded-2 pr-2 pl-2.5 text-ink-3 hover:bg-hover phone:size-11 phone:justify-center phone:p-0"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => openPalette()}
    >
      <Search {...icon} />
      <span class="narrow:sr-only">Search or jump to</span>
      <kbd class="narrow:hidden">{commandKey} K</kbd>
    </button>
  )
}

function UtcClock() {
  const live = useLive()
  return (
    <span class="px-2 whitespace-nowrap text-ink-3 phone:hidden tablet:hidden">
      <b class="font-medium text-ink-1">{timeOfDayUtc(live.now())}</b> UTC
    </span>
  )
}
