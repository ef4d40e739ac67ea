import { useClient } from '@urql/solid'
import { createSignal, Show } from 'solid-js'
import { act } from '../api/act.ts'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { count, elapsed, timeOfDay } from '../parts/format.ts'
import { Question } from '../parts/Question.tsx'
import { Rate } from '../parts/Rate.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { Switch } from '../parts/Switch.tsx'
import { inputWords } from '../parts/words.ts'
import { FailureStory } from './FailureStory.tsx'
import { signalWords } from './signal.ts'
import { senderUrl, testCommand } from './testCommand.ts'

const fragment = graphql(`
  fragment InputHead on Input {
    id
    name
    udpPort
    desired
    state
    stateSince
    listenUrl
    testSignal
    tracks {
      kind
      codec
      width
      height
      sampleRate
    }
    failure {
      ...FailureStory
    }
  }
`)

const startInput = graphql(`
  mutation StartInput($id: ID!) {
    result: startInput(id: $id) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

const stopInput = graphql(`
  mutation StopInput($id: ID!) {
    result: stopInput(id: $id) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

interface Props {
  input: FragmentType<typeof fragment>
  /** Outputs that carry the feed now. */
  carrying: number
  report: (problem: string | null) => void
}

/** What an input is, how it is, and the wish that it runs. */
export function InputHead(props: Props) {
  const client = useClient()
  const live = useLive()
  const input = () => readFragment(fragment, props.input)
  const [asking, setAsking] = createSignal<((yes: boolean) => void) | null>(null)

  async function confirm(on: boolean): Promise<boolean> {
    if (on || props.carrying === 0) return true
    return new Promise((resolve) =>
      setAsking(() => (yes: boolean) => {
        setAsking(null)
        resolve(yes)
      }),
    )
  }

  async function change(on: boolean): Promise<boolean> {
    const problem = await act(client, on ? startInput : stopInput, { id: input().id })
    props.report(problem?.message ?? null)
    return problem === null
  }

  return (
    <div class="min-w-0 flex-1 basis-120">
      <div class="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <Switch on={input().desired === 'RUNNING'} label={`Run ${input().name}`} confirm={confirm} change={change} />
        <h2 class="min-w-0 text-title font-strong text-ink-1 [overflow-wrap:anywhere]">{input().name}</h2>
        <StateBadge state={input().state} word={inputWords[input().state]} />
        <span class="text-ink-3">{elapsed(Date.parse(input().stateSince), live.now())}</span>
        <Show when={input().testSignal}>
          <span class="text-ink-3">test picture</span>
        </Show>
      </div>
      <dl class="mt-2 flex flex-wrap items-center gap-x-8 gap-y-1">
        <div class="flex min-w-0 items-center gap-3">
          <dt class="flex-none text-ink-3">Send to</dt>
          <dd class="flex min-w-0 items-center gap-1">
            <code class="min-w-0 truncate text-body! text-ink-1">{senderUrl(input().listenUrl)}</code>
            <CopyButton text={senderUrl(input().listenUrl)} label={`Copy the address of ${input().name}`} />
          </dd>
        </div>
        <div class="flex items-center gap-3">
          <dt class="text-ink-3">Received</dt>
          <dd data-part="received">
            <Rate bitsPerSecond={live.rates.inputs[input().id]} />
          </dd>
        </div>
        <Show when={input().tracks.length > 0}>
          <div class="flex items-center gap-3">
            <dt class="text-ink-3">Signal</dt>
            <dd>{signalWords(input().tracks)}</dd>
          </div>
        </Show>
      </dl>
      <Show when={input().state === 'WAITING' || input().state === 'LOST'}>
        <div class="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-3">
          <p>
            No packets on UDP {input().udpPort} since {timeOfDay(input().stateSince)}. Check the sender's address and port, then
            any firewall between.
          </p>
          <CopyButton wide label="Copy test command" text={testCommand(input().listenUrl)} />
        </div>
      </Show>
      <Show when={input().failure}>{(failure) => <FailureStory failure={failure()} failed={input().state === 'FAILED'} />}</Show>
      <Show when={asking()}>
        {(answer) => (
          <Question
            title={`Stop ${input().name}?`}
            text={`${count(props.carrying, 'output')} ${props.carrying === 1 ? 'is' : 'are'} live: the picture ends there now, and comes back when the input runs again.`}
            yes="Stop input"
            close={answer()}
          />
        )}
      </Show>
    </div>
  )
}
