import { Navigate, useSearchParams } from '@solidjs/router'
import { createSignal, onMount, Show } from 'solid-js'
import { askSession, signedIn, signIn } from '../api/session.ts'
import { Mark } from '../parts/Mark.tsx'
import { ProblemText } from '../parts/ProblemText.tsx'

export function LoginPage() {
  const [query] = useSearchParams<{ to?: string }>()
  const [key, setKey] = createSignal('')
  const [problem, setProblem] = createSignal<string | null>(null)
  const [busy, setBusy] = createSignal(false)
  onMount(() => {
    document.title = 'Sign in · Stream Distribution Manager'
    if (signedIn() === null) void askSession()
  })

  // only a path of our own: what stands in the address may come from a stranger
  const next = () => (query.to !== undefined && /^\/[^/\\]/.test(query.to) ? query.to : '/')

  // the playground is a page of the server, which the router does not know
  const GoOn = () => {
    if (next().split(/[?#]/, 1)[0] !== '/graphql') return <Navigate href={next()} />
    location.replace(next())
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
      <main id="main" class="grid min-h-dvh place-items-center px-4 py-8">
        <div class="grid w-full max-w-90 justify-items-center text-center">
          <span class="text-ink-1">
            <Mark size={44} />
          </span>
          <h1 class="mt-4 mb-8 text-title font-strong text-ink-1">Stream Distribution Manager</h1>
          <form class="w-full text-left" onSubmit={submit}>
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
            <button type="submit" class="btn btn-primary h-11! w-full text-read" disabled={busy()}>
              Sign in
            </button>
          </form>
          <p class="mt-6 text-ink-3">
            The key was made at the first start of the server. Lost it? Run <code class="text-ink-2">npm run key</code> there.
          </p>
        </div>
      </main>
    </Show>
  )
}
