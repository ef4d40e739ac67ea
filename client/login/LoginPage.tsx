import './login.css'
import { Navigate, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js'
import { askSession, signedIn, signIn, unreachable } from '../api/session.ts'
import { Mark } from '../parts/Mark.tsx'
import { ProblemText } from '../parts/ProblemText.tsx'
import { addressOf } from '../url/address.ts'
import { ownPath } from './ownPath.ts'

const askAgainMs = 3000

/** `/login`: one key, and then to the page that was asked for. */
export function LoginPage() {
  const [query] = useSearchParams<{ to?: string }>()
  const [key, setKey] = createSignal('')
  const [problem, setProblem] = createSignal<string | null>(null)
  const [busy, setBusy] = createSignal(false)
  const wasAway = createMemo<boolean>((before) => before || unreachable(), false)
  onMount(() => {
    document.title = 'Sign in · Stream Distribution Manager'
    if (signedIn() === null) void askSession()
  })

  const next = () => ownPath(query.to, location.origin)

  // the playground is a page of the server, which the router does not know; and what could not be loaded while the server was
  // away is not asked for again by this page
  const GoOn = () => {
    if (next().split(/[?#]/, 1)[0] !== '/graphql' && !wasAway()) return <Navigate href={next()} />
    location.replace(addressOf(next()))
    return null
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const failed = await signIn(key().trim())
    setBusy(false)
    setProblem(failed)
    if (failed === null) setKey('')
  }

  return (
    <Show when={signedIn() !== true} fallback={<GoOn />}>
      <main id="main" class="login">
        <div class="login-box">
          <Fan />
          <span class="login-mark">
            <Mark size={44} />
          </span>
          <h1>Stream Distribution Manager</h1>
          <Show when={!unreachable()} fallback={<Unreachable />}>
            <form onSubmit={submit}>
              <div class="mb-4">
                <label class="field-label" for="api-key">
                  API key
                </label>
                <input
                  id="api-key"
                  class="field-box h-11! font-mono"
                  type="password"
                  autocomplete="current-password"
                  autofocus
                  required
                  value={key()}
                  onInput={(event) => setKey(event.currentTarget.value)}
                  aria-invalid={problem() === null ? undefined : 'true'}
                  aria-describedby={problem() === null ? undefined : 'api-key-problem'}
                />
                <ProblemText id="api-key-problem" text={problem()} />
              </div>
              <button type="submit" class="btn btn-primary btn-large w-full" disabled={busy()}>
                Sign in
              </button>
            </form>
            <p class="login-note">
              The key was made at the first start of the server. Lost it? Run <code class="text-ink-2">npm run key</code> there.
            </p>
            <p class="login-note mt-2!">
              <a href={addressOf('/docs')} class="link inline-flex items-center">
                Documentation
              </a>
            </p>
          </Show>
        </div>
      </main>
    </Show>
  )
}

/** The server is asked until it answers; who is signed in then goes on. */
function Unreachable() {
  const timer = setInterval(() => void askSession(), askAgainMs)
  onCleanup(() => clearInterval(timer))
  return (
    <div role="status">
      <p class="text-read text-ink-1">The server does not answer.</p>
      <p class="login-note mt-1!">Is it running, and is this device in its network? It is asked again every 3 seconds.</p>
    </div>
  )
}

const ways = [-68, -51, -34, -17, 0, 17, 34, 51, 68]

/** One feed, many ways: the sign goes on to the edges of the window. */
function Fan() {
  const lines = ways.map((y) => `M0 0C120 0 110 ${y} 260 ${y}H1200`).join('')
  return (
    <svg class="login-fan" viewBox="-1200 -100 2400 200" aria-hidden="true">
      <path d={`M-1200 0H0${lines}`} />
    </svg>
  )
}
