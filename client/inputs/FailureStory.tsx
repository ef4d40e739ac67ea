import { createSignal, createUniqueId, For, Show, type ParentProps } from 'solid-js'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { timeOfDay } from '../parts/format.ts'

const fragment = graphql(`
  fragment FailureStory on Failure {
    message
    likelyCause
    advice
    evidence
    firstSeenAt
    count
  }
`)

interface Props {
  failure: FragmentType<typeof fragment>
  /** Down, and not just dropped: said in red. */
  failed: boolean
}

/** Why something is not as wished: what happened at once, the rest on demand. What is passed in stands beside the message. */
export function FailureStory(props: ParentProps<Props>) {
  const failure = () => readFragment(fragment, props.failure)
  const [open, setOpen] = createSignal(false)
  const id = createUniqueId()
  return (
    <div data-part="failure">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span class="font-medium" classList={{ 'text-fail-text': props.failed, 'text-ink-1': !props.failed }}>
          {failure().message}
        </span>
        {props.children}
        <button type="button" class="link" aria-expanded={open()} aria-controls={id} onClick={() => setOpen(!open())}>
          {open() ? 'Less' : 'What to do'}
        </button>
      </div>
      <Show when={open()}>
        <dl id={id} class="mt-2 max-w-200">
          <Show when={failure().likelyCause}>
            <Part title="Likely cause">{failure().likelyCause}</Part>
          </Show>
          <Show when={failure().advice.length > 0}>
            <Part title="What to try">
              <ol class="list-inside list-decimal">
                <For each={failure().advice}>{(line) => <li>{line}</li>}</For>
              </ol>
            </Part>
          </Show>
          <Show when={failure().evidence}>
            <Part title="Evidence">
              <code class="[overflow-wrap:anywhere]">{failure().evidence}</code>
            </Part>
          </Show>
          <Part title="Seen">
            {failure().count === 1 ? 'once' : `${failure().count} times`}, first at {timeOfDay(failure().firstSeenAt)}
          </Part>
        </dl>
      </Show>
    </div>
  )
}

function Part(props: ParentProps<{ title: string }>) {
  return (
    <div class="grid grid-cols-[112px_minmax(0,1fr)] border-t border-line py-1.5 phone:grid-cols-1">
      <dt class="text-ink-3">{props.title}</dt>
      <dd class="text-ink-1">{props.children}</dd>
    </div>
  )
}
