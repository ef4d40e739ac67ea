import { createEffect, ErrorBoundary, on, onMount, Suspense, type Accessor, type ParentProps } from 'solid-js'
import { useConnection } from '../api/ApiProvider.tsx'
import { NotLoaded } from './loadLater.ts'
import { takeNewBuild } from './newBuild.ts'
import { addressOf } from '../url/address.ts'

interface Props {
  /** When this changes what was not loaded is tried again. */
  again?: Accessor<unknown>
  /** It stands in a row or beside a button: a few words must do. */
  small?: boolean | undefined
}

/** Whatever is thrown while something inside is drawn: words take its place, never an empty page. */
export function Guard(props: ParentProps<Props>) {
  return (
    <ErrorBoundary
      fallback={(error: unknown, reset) => <NotDrawn error={error} reset={reset} again={props.again} small={props.small} />}
    >
      {props.children}
    </ErrorBoundary>
  )
}

/** What is loaded when it is first shown. */
export function Later(props: ParentProps<{ small?: boolean }>) {
  return (
    <Guard again={useConnection().generation} small={props.small}>
      <Suspense>{props.children}</Suspense>
    </Guard>
  )
}

interface Failed {
  error: unknown
  reset: () => void
  again: Accessor<unknown> | undefined
  small: boolean | undefined
}

function NotDrawn(props: Failed) {
  const isMissing = () => props.error instanceof NotLoaded
  const words = () => (isMissing() ? 'could not be loaded' : 'could not be drawn')
  onMount(() => {
    console.error(props.error)
    if (isMissing()) void takeNewBuild()
  })
  createEffect(
    on(
      () => props.again?.(),
      () => {
        if (isMissing()) props.reset()
      },
      { defer: true },
    ),
  )
  if (props.small) return <span role="alert" class="text-warn">{`This ${words()}`}</span>
  return (
    <section role="alert" class="py-6" data-part="not-drawn">
      <h1>This page {words()}</h1>
      <p class="mt-2 max-w-[62ch] text-read text-ink-2">
        {isMissing()
          ? 'A file of it did not come: the server is away, or it was updated since this page was opened. '
          : 'That is a fault of the dashboard. '}
        What the server sends goes on.
      </p>
      <p class="mt-4 flex gap-2">
        <button type="button" class="btn btn-primary" onClick={() => location.reload()}>
          Reload
        </button>
        <a class="btn" href={addressOf('/')}>
          Overview
        </a>
      </p>
    </section>
  )
}
