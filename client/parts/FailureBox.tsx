import { For, Show, type JSX, type ParentProps } from 'solid-js'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { count, timeAndDay } from './format.ts'
import { withStop } from './sentence.ts'
import { addressOf } from '../url/address.ts'

const fragment = graphql(`
  fragment FailureBox on Failure {
    code
    message
    likelyCause
    advice
    evidence
    firstSeenAt
    lastSeenAt
    count
  }
`)

interface Props {
  failure: FragmentType<typeof fragment>
  /** A link to the lines of the log around it, stands under the evidence. */
  logHref?: string | undefined
  /** What the link says; without: the time at which the cause was last seen. */
  logText?: string | undefined
  /** Stands behind the first advice, such as a button that replaces the passphrase. */
  remedy?: JSX.Element
}

/** Why something is not as wished, the same everywhere: what happened, likely cause, what to try, evidence. */
export function FailureBox(props: Props) {
  const failure = () => readFragment(fragment, props.failure)
  const often = () => {
    const { count: times, firstSeenAt } = failure()
    return times === 1
      ? `This cause once, at ${timeAndDay(firstSeenAt)}.`
      : `This cause ${count(times, 'time')} in a row since ${timeAndDay(firstSeenAt)}.`
  }
  return (
    <dl class="story" data-part="failure" data-code={failure().code}>
      <Part title="What happened">
        {withStop(failure().message)}
        <span class="mt-0.5 block text-body text-ink-3">
          {often()} {/* beside the page: what was begun here stays */}
          <a class="link text-ink-3!" href={addressOf(`/docs/failures#${failure().code.toLowerCase()}`)} target="_blank">
            {failure().code}
          </a>
        </span>
      </Part>
      <Show when={failure().likelyCause}>
        <Part title="Likely cause">{withStop(failure().likelyCause ?? '')}</Part>
      </Show>
      <Show when={failure().advice.length > 0}>
        <Part title="What to try">
          <ol>
            <For each={failure().advice}>
              {(line, index) => (
                <li>
                  {withStop(line)}
                  <Show when={index() === 0}>{props.remedy}</Show>
                </li>
              )}
            </For>
          </ol>
        </Part>
      </Show>
      <Show when={failure().evidence ?? props.logHref}>
        <Part title="Evidence">
          <Show when={failure().evidence}>
            <code class="block text-body! [overflow-wrap:anywhere]">{failure().evidence}</code>
          </Show>
          <Show when={props.logHref}>
            {(href) => (
              <a href={addressOf(href())} class="link inline-flex items-center text-body text-ink-2!">
                {props.logText ?? `${timeAndDay(failure().lastSeenAt)}, in the log`}
              </a>
            )}
          </Show>
        </Part>
      </Show>
    </dl>
  )
}

function Part(props: ParentProps<{ title: string }>) {
  return (
    <div>
      <dt>{props.title}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
