import { Show } from 'solid-js'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { elapsed, timeOfDay } from '../parts/format.ts'
import { Rate } from '../parts/Rate.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { InputSwitch } from '../parts/RunSwitch.tsx'
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

interface Props {
  input: FragmentType<typeof fragment>
}

/** What an input is, how it is, and the wish that it runs. */
export function InputHead(props: Props) {
  const live = useLive()
  const input = () => readFragment(fragment, props.input)

  return (
    <div class="min-w-0 flex-1 basis-120">
      <div class="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <InputSwitch input={input()} />
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
            <Rate bitsPerSecond={live.rates.inputs.of(input().id)?.bitrateBps} />
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
    </div>
  )
}
