import { Navigate, useLocation, type RouteSectionProps } from '@solidjs/router'
import { Match, onMount, Switch, type ParentProps } from 'solid-js'
import { ApiProvider, useConnection } from '../api/ApiProvider.tsx'
import { askSession, signedIn } from '../api/session.ts'
import { LiveProvider } from '../live/LiveProvider.tsx'
import { Later } from '../loading/Guard.tsx'
import { loadLater } from '../loading/loadLater.ts'
import { Asking } from '../parts/Asking.tsx'
import { Shortcuts } from '../shortcuts/Shortcuts.tsx'
import { Banner } from './Banner.tsx'
import { BottomTabs } from './BottomTabs.tsx'
import { FrameActions } from './FrameActions.tsx'
import { IncidentVoice } from './IncidentVoice.tsx'
import { moveFocusWithPage } from './moveFocusWithPage.ts'
import { Notices } from './Notices.tsx'
import { isDocumentation } from './pages.tsx'
import { TopBar } from './TopBar.tsx'
import { usePath } from '../url/usePath.ts'

const OpenFrame = loadLater('OpenFrame', () => import('./OpenFrame.tsx'))

/** What stands around every page for those who are signed in; the others are sent to the door, or shown what is open to all. */
export function Shell(props: RouteSectionProps) {
  const location = useLocation()
  const path = usePath()
  onMount(() => {
    if (signedIn() === null) void askSession()
  })
  const door = () => {
    const here = path() + location.search
    return here === '/' ? '/login' : `/login?to=${encodeURIComponent(here)}`
  }
  return (
    <Switch>
      <Match when={signedIn() === true}>
        <ApiProvider>
          <LiveProvider>
            <Frame>{props.children}</Frame>
          </LiveProvider>
        </ApiProvider>
      </Match>
      <Match when={signedIn() === false && isDocumentation(path())}>
        <OpenFrame>{props.children}</OpenFrame>
      </Match>
      <Match when={signedIn() === false}>
        <Navigate href={door()} />
      </Match>
    </Switch>
  )
}

function Frame(props: ParentProps) {
  const connection = useConnection()
  const path = usePath()
  let main!: HTMLElement
  moveFocusWithPage(() => main)
  return (
    <>
      <a
        href="#main"
        class="fixed top-2 left-2 z-(--z-palette) -translate-y-[200%] rounded-2 bg-ink-1 px-3 py-2 text-on-ink focus:translate-y-0"
        onClick={(event) => {
          event.preventDefault()
          main.focus()
        }}
      >
        Skip to content
      </a>
      <TopBar />
      <Banner />
      <main
        id="main"
        ref={main}
        tabindex="-1"
        class="px-(--gutter) pt-6 pb-8 outline-0 phone:pt-4 phone:pb-[calc(var(--tabs)+24px)]"
        classList={{ frozen: connection.lostAt() !== null, 'pt-2.5!': path() === '/' }}
      >
        <Later>{props.children}</Later>
      </main>
      <BottomTabs />
      <Notices />
      <Asking />
      <IncidentVoice />
      <FrameActions />
      <Shortcuts />
    </>
  )
}
