import { useClient } from '@urql/solid'
import Check from 'lucide-solid/icons/check'
import { createEffect, createSignal, For, Show } from 'solid-js'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { FailureBox } from '../parts/FailureBox.tsx'
import { smallIcon } from '../parts/icon.ts'
import { ProblemText } from '../parts/ProblemText.tsx'
import { Shape } from '../parts/Shape.tsx'
import type { Tested } from './testing.ts'

const fragment = graphql(`
  fragment ConnectionTest on DestinationTest {
    ok
    steps {
      name
      ok
      detail
      millis
    }
    failure {
      message
      ...FailureBox
    }
  }
`)

const words: Record<string, string> = {
  turn: 'Turn',
  settings: 'Settings',
  name: 'Name',
  connect: 'Connect',
  tls: 'TLS',
  handshake: 'Handshake',
  send: 'Send',
  port: 'Port',
}

interface Props {
  /** What is tested, such as `YouTube`. */
  name: string
  /** Asks the server; null: what was written cannot be tested, and the form says why. */
  run: (client: ReturnType<typeof useClient>) => Promise<Tested<FragmentType<typeof fragment>> | null>
  /** What stands in the form as wrong: it is not said once more. */
  saidAbove?: string | null
  /** Hears why the test failed; null: it did not. */
  failed?: (why: string | null) => void
}

/** Tries how far one gets to a destination, when a person asks for it: step by step, and why it ended. */
export function ConnectionTest(props: Props) {
  const client = useClient()
  const [busy, setBusy] = createSignal(false)
  const [test, setTest] = createSignal<FragmentType<typeof fragment> | null>(null)
  const [problem, setProblem] = createSignal<string | null>(null)
  const [isSaid, setIsSaid] = createSignal(false)
  const result = () => readFragment(fragment, test())
  const why = () => result()?.failure?.message ?? null
  createEffect(() => why() !== null && why() === props.saidAbove && setIsSaid(true))

  async function run(): Promise<void> {
    if (busy()) return
    setBusy(true)
    const answer = await props.run(client)
    setBusy(false)
    setIsSaid(false)
    setTest(() => answer?.test ?? null)
    props.failed?.(why())
    setProblem(answer?.problem?.message ?? null)
  }
  const title = () => {
    if (busy()) return 'Testing, 10 s at most'
    if (result() === null) return 'Not tested yet'
    return result()?.ok ? 'Connection tested' : 'Connection failed'
  }

  return (
    <div class="test" role="group" aria-label={`Test of ${props.name}`}>
      <div class="flex items-center justify-between gap-3">
        <b class="font-medium text-ink-1" role="status">
          {title()}
        </b>
        <button type="button" class="link" aria-disabled={busy()} onClick={() => void run()}>
          {test() === null ? 'Test connection' : 'Test again'}
        </button>
      </div>
      <ProblemText text={problem()} />
      <Show when={result()}>
        {(known) => (
          <>
            <ol class="steps">
              <For each={known().steps}>
                {(step) => (
                  <li data-ok={step.ok}>
                    <Show when={step.ok} fallback={<Shape of="failed" />}>
                      <Check {...smallIcon} />
                    </Show>
                    <span class="text-ink-1">
                      {words[step.name] ?? step.name}
                      <span class="sr-only">{step.ok ? ': done' : ': failed'}</span>
                    </span>
                    <span class="detail">{step.detail === why() ? null : step.detail}</span>
                    <span class="text-right">{Math.round(step.millis)} ms</span>
                  </li>
                )}
              </For>
            </ol>
            <Show when={!isSaid() && known().failure}>{(failure) => <FailureBox failure={failure()} />}</Show>
          </>
        )}
      </Show>
    </div>
  )
}
