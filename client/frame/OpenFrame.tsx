import { Suspense, type ParentProps } from 'solid-js'
import { Guard } from '../loading/Guard.tsx'
import { Mark } from '../parts/Mark.tsx'
import { addressOf } from '../url/address.ts'
import { usePath } from '../url/usePath.ts'
import { moveFocusWithPage } from './moveFocusWithPage.ts'
import { ThemeButton } from './ThemeButton.tsx'

/** What stands around the pages that are open to everybody, for those who are not signed in. */
export function OpenFrame(props: ParentProps) {
  const path = usePath()
  let main!: HTMLElement
  moveFocusWithPage(() => main)
  return (
    <div class="open-frame">
      <header class="sticky top-0 z-(--z-bar) flex h-(--bar) items-center gap-2 border-b border-line bg-canvas px-(--gutter)">
        <a
          href={addressOf('/')}
          aria-label="Stream Distribution Manager"
          class="-ml-1.5 grid size-8 flex-none place-items-center text-ink-1 phone:-ml-3 phone:size-11"
        >
          <Mark size={22} />
        </a>
        <span class="flex-1" />
        <a href={addressOf(`/login?to=${encodeURIComponent(path())}`)} class="btn">
          Sign in
        </a>
        <ThemeButton />
      </header>
      <main id="main" ref={main} tabindex="-1" class="px-(--gutter) pt-6 pb-8 outline-0 phone:pt-4">
        <Guard>
          <Suspense>{props.children}</Suspense>
        </Guard>
      </main>
    </div>
  )
}
