import Play from 'lucide-solid/icons/play'
import { createSignal, Show } from 'solid-js'
import { useInputActions } from '../../actions/inputs.ts'
import { graphql, readFragment } from '../../generated/index.ts'
import type { LiveInputFragment } from '../../generated/graphql.ts'
import { senderUrl, testCommand, whereToPaste } from '../../inputs/testCommand.ts'
import { CommandField, CopyField } from '../../parts/CopyField.tsx'
import { icon } from '../../parts/icon.ts'
import { Picture } from '../../parts/Picture.tsx'
import { InputRate } from '../../parts/Rate.tsx'
import { StateBadge } from '../../parts/StateBadge.tsx'
import { Duration, EndsIn } from '../../parts/Times.tsx'
import { inputWords } from '../../parts/words.ts'
import { Step } from './Step.tsx'

const fragment = graphql(`
  fragment FirstUseInput on Input {
    listenUrl
    testSignalEndsAt
  }
`)

interface Props {
  input: LiveInputFragment | undefined
  isDone: boolean
}

/** Where to send, and that nothing came yet; the picture once it comes. */
export function StepSender(props: Props) {
  const is = () => (props.input === undefined ? 'later' : props.isDone ? 'done' : 'now')
  return (
    <Step number={2} title="Point a sender at it" is={is()}>
      <Show
        when={props.input}
        fallback={<p>Your encoder sends MPEG-TS over UDP to the input; a command for FFmpeg stands here to be copied.</p>}
      >
        {(input) => (
          <Show when={props.isDone} fallback={<Waiting input={input()} />}>
            <Arrived input={input()} />
          </Show>
        )}
      </Show>
    </Step>
  )
}

function Waiting(props: { input: LiveInputFragment }) {
  const { setTestSignal } = useInputActions()
  const more = () => readFragment(fragment, props.input)
  const [isAsked, setAsked] = createSignal(false)
  const send = async () => {
    setAsked(true)
    setAsked(await setTestSignal(props.input.id, true))
  }
  const isStarting = () => isAsked() || more().testSignalEndsAt != null
  return (
    <>
      <p>Set your encoder to MPEG-TS over UDP and this address. Or paste the test command {whereToPaste(more().listenUrl)}.</p>
      <div class="first-address">
        <CommandField label="Send to" text={senderUrl(more().listenUrl)} copy="Copy address" />
      </div>
      <CommandField text={testCommand(more().listenUrl)} />
      <div class="first-waiting">
        <StateBadge state={props.input.state} word={waitingWords(props.input)} />
        <span aria-hidden="true">
          <Duration from={props.input.stateSince} />
        </span>
        <span class="first-note">This turns live by itself.</span>
        <button type="button" class="btn" disabled={isStarting()} onClick={() => void send()}>
          <Play {...icon} />
          <span>{isStarting() ? 'Test signal is starting' : 'Send a test signal'}</span>
        </button>
      </div>
      <p class="first-hint">The test signal ends by itself after 10 min.</p>
      <p class="first-hint">
        Still nothing? Check the sender's address and port, then any firewall between:{' '}
        <code>ss -lun | grep {props.input.udpPort}</code>
      </p>
    </>
  )
}

/** That nothing came; or, in its own word, that it is not waiting for packets at all. */
function waitingWords({ state, udpPort }: LiveInputFragment): string {
  return state === 'WAITING' ? `Waiting for packets on UDP ${udpPort}…` : inputWords[state]
}

function Arrived(props: { input: LiveInputFragment }) {
  const { setTestSignal } = useInputActions()
  const more = () => readFragment(fragment, props.input)
  return (
    <div class="first-arrived">
      <Picture input={props.input} />
      <div>
        <div class="first-row">
          <StateBadge state={props.input.state} word={inputWords[props.input.state]} />
          <InputRate id={props.input.id} />
        </div>
        <Show when={more().testSignalEndsAt} fallback={<p>The feed arrives.</p>}>
          {(at) => (
            <>
              <p>
                This is the test signal of this server; it <EndsIn at={at()} />. Stop it before you send your own feed.
              </p>
              <button type="button" class="btn" onClick={() => void setTestSignal(props.input.id, false)}>
                Stop the test signal
              </button>
            </>
          )}
        </Show>
        <CopyField label="Send to" text={senderUrl(more().listenUrl)} copyLabel={`Copy the address of ${props.input.name}`} />
      </div>
    </div>
  )
}
