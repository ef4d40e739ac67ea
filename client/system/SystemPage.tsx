import './system.css'
import BookOpen from 'lucide-solid/icons/book-open'
import ExternalLink from 'lucide-solid/icons/external-link'
import LogOut from 'lucide-solid/icons/log-out'
import { Show } from 'solid-js'
import { leave } from '../frame/leave.ts'
import { usePageTitle } from '../frame/pageTitle.ts'
import { graphql, readFragment } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { timeAndDay } from '../parts/format.ts'
import { icon } from '../parts/icon.ts'
import { MachineFigures } from './MachineFigures.tsx'
import { Kept } from './Kept.tsx'
import { Ports } from './Ports.tsx'
import { Processes } from './Processes.tsx'
import { Programs } from './Programs.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'
import { upTime } from './upTime.ts'
import { addressOf } from '../url/address.ts'

const fragment = graphql(`
  fragment SystemPage on System {
    version
    startedAt
    ...Programs
    ...MachineFigures
    ...Ports
    ...Kept
  }
`)

/** `/system`. */
export function SystemPage() {
  const live = useLive()
  const system = () => readFragment(fragment, live.system())
  usePageTitle(() => 'System')
  return (
    <>
      <div class="page-head">
        <h1>System</h1>
        <Show when={system()}>
          {(now) => (
            <span class="system-since">
              Manager {now().version}, up {upTime(Date.parse(now().startedAt), live.now())}, since {timeAndDay(now().startedAt)}
            </span>
          )}
        </Show>
        <div class="acts system-acts">
          <a href={addressOf('/docs')} class="btn">
            <BookOpen {...icon} />
            Documentation
          </a>
          <a href={addressOf('/graphql')} rel="external" class="btn">
            <ExternalLink {...icon} />
            API playground
          </a>
          <button type="button" class="btn" onClick={() => void leave()}>
            <LogOut {...icon} />
            Sign out
          </button>
        </div>
      </div>
      <Show when={system()}>
        {(now) => (
          <div class="system-columns">
            <div>
              <Programs system={now()} />
              <MachineFigures system={now()} />
              <Kept system={now()} />
              <ThemeChoice />
            </div>
            <div>
              <Ports system={now()} />
              <Processes />
            </div>
          </div>
        )}
      </Show>
    </>
  )
}
