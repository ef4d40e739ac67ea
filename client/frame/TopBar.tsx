import { A } from '@solidjs/router'
import LogIn from 'lucide-solid/icons/log-in'
import LogOut from 'lucide-solid/icons/log-out'
import ScrollText from 'lucide-solid/icons/scroll-text'
import { For, type JSX } from 'solid-js'
import { signOut } from '../api/session.ts'
import { icon } from '../parts/icon.ts'
import { Mark } from '../parts/Mark.tsx'
import { Annunciators } from './Annunciators.tsx'
import { ThemeButton } from './ThemeButton.tsx'

const pages: { href: string; name: string; icon: () => JSX.Element }[] = [
  { href: '/', name: 'Inputs', icon: () => <LogIn {...icon} size={20} /> },
  { href: '/logs', name: 'Logs', icon: () => <ScrollText {...icon} size={20} /> },
]

export function TopBar() {
  return (
    <header class="sticky top-0 z-(--z-bar) flex h-(--bar) items-center gap-2 border-b border-line bg-canvas px-(--gutter) phone:gap-1">
      <A
        href="/"
        aria-label="Stream Distribution Manager, inputs"
        class="-ml-1.5 grid size-8 place-items-center text-ink-1 phone:-ml-3 phone:size-11"
      >
        <Mark size={22} />
      </A>
      <nav aria-label="Main" class="ml-2 flex h-full phone:hidden">
        <For each={pages}>
          {(page) => (
            <A
              href={page.href}
              end
              class="relative flex items-center px-3 font-medium text-ink-3 hover:text-ink-1 aria-[current]:text-ink-1 aria-[current]:after:absolute aria-[current]:after:inset-x-3 aria-[current]:after:-bottom-px aria-[current]:after:h-0.5 aria-[current]:after:bg-accent"
            >
              {page.name}
            </A>
          )}
        </For>
      </nav>
      <Annunciators />
      <span class="flex-1" />
      <ThemeButton />
      <button type="button" class="icon-btn phone:-mr-3" aria-label="Sign out" title="Sign out" onClick={() => void signOut()}>
        <LogOut {...icon} />
      </button>
    </header>
  )
}

/** On a phone the pages are reached with the thumb. */
export function BottomTabs() {
  return (
    <nav
      aria-label="Main, bottom"
      class="fixed inset-x-0 bottom-0 z-(--z-bar) hidden h-(--tabs) grid-cols-2 border-t border-line bg-canvas phone:grid"
    >
      <For each={pages}>
        {(page) => (
          <A
            href={page.href}
            end
            class="relative grid place-content-center justify-items-center gap-0.5 text-micro text-ink-3 aria-[current]:text-ink-1 aria-[current]:before:absolute aria-[current]:before:inset-x-1/4 aria-[current]:before:-top-px aria-[current]:before:h-0.5 aria-[current]:before:bg-accent"
          >
            {page.icon()}
            <span>{page.name}</span>
          </A>
        )}
      </For>
    </nav>
  )
}
