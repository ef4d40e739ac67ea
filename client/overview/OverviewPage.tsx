import './overview.css'
import type { RouteSectionProps } from '@solidjs/router'
import { createEffect, createSignal, Show } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { loadLater } from '../loading/loadLater.ts'
import { ProblemColumn } from './ProblemColumn.tsx'
import { createLatest } from './latest.ts'
import { Strip } from './Strip.tsx'
import { Wall } from './Wall.tsx'

const FirstUse = loadLater('FirstUse', () => import('./firstUse/FirstUse.tsx'))

// until the tab is loaded anew: who has put the first steps away does not want to meet them again
const [isPutAway, setPutAway] = createSignal(false)

/** `/`. The way to a first feed, as long as there is none; else whether anything is wrong, and every input at a glance. */
export function OverviewPage(props: RouteSectionProps) {
  const live = useLive()
  const [isFirst, setFirst] = createSignal(false)
  const isKnown = () => live.inputs.known && live.outputs.known
  usePageTitle(() => (isFirst() ? 'First feed' : 'Overview'))

  createEffect(() => {
    if (!isKnown()) return
    if (live.inputs.items.length === 0) {
      setPutAway(false)
      setFirst(true)
    } else if (live.inputs.items.length > 1) setFirst(false)
    // one input that goes nowhere yet: the way is not at its end
    else if (live.outputs.items.length === 0 && !isPutAway()) setFirst(true)
  })
  const putAway = (): void => {
    setPutAway(true)
    setFirst(false)
    // It is at the end of a long page, and the other one begins with what is wrong.
    window.scrollTo(0, 0)
  }

  return (
    <Show when={isKnown()}>
      <Show when={isFirst()} fallback={<Everything />}>
        <FirstUse done={putAway} />
      </Show>
      {props.children}
    </Show>
  )
}

function Everything() {
  const past = createLatest()
  return (
    <div class="overview">
      <h1 class="sr-only">Overview</h1>
      <Strip calmSince={past()?.[0]?.closedAt ?? null} />
      <div class="overview-grid">
        <ProblemColumn past={past()} />
        <Wall />
      </div>
    </div>
  )
}
