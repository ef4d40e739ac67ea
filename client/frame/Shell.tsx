import { Navigate, useLocation, type RouteSectionProps } from '@solidjs/router'
import { Match, onMount, Switch, type ParentProps } from 'solid-js'
import { ApiProvider, useConnection } from '../api/ApiProvider.tsx'
import { askSession, signedIn } from '../api/session.ts'
import { LiveProvider } from '../live/LiveProvider.tsx'
import { Banner } from './Banner.tsx'
import { BottomTabs, TopBar } from './TopBar.tsx'

/** What stands around every page for those who are signed in; the others are sent to the door. */
export function Shell(props: RouteSectionProps) {
  const location = useLocation()
  onMount(() => {
    if (signedIn() === null) void askSession()
  })
  const door = () => {
    const here = location.pathname + location.search
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
      <Match when={signedIn() === false}>
        <Navigate href={door()} />
      </Match>
    </Switch>
  )
}

function Frame(props: ParentProps) {
  const connection = useConnection()
  return (
    <>
      <a
        href="#main"
        class="fixed top-2 left-2 z-(--z-banner) -translate-y-[200%] rounded-2 bg-ink-1 px-3 py-2 text-on-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <TopBar />
      <Banner />
      <main
        id="main"
        tabindex="-1"
        class="px-(--gutter) pt-6 pb-8 outline-0 phone:pt-4 phone:pb-[calc(var(--tabs)+24px)]"
        classList={{ frozen: connection.lostAt() !== null }}
      >
        {props.children}
      </main>
      <BottomTabs />
    </>
  )
}
