import { Match, Show, Switch, type ParentProps } from 'solid-js'
import { useInputActions } from '../actions/inputs.ts'
import { logAddress } from '../logs/address.ts'
import { testCommand, whereToPaste } from '../inputs/testCommand.ts'
import { whyWords } from '../inputs/whyWords.ts'
import { CommandField } from '../parts/CopyField.tsx'
import { FailureBox } from '../parts/FailureBox.tsx'
import { withoutStop } from '../parts/sentence.ts'
import { stateName } from '../parts/Shape.tsx'
import type { InputDetail } from './detail.ts'
import { addressOf } from '../url/address.ts'

const whatToDo = 'what-to-do'

/** In one line of the head, which is there while all is well too: why the input is not as wished. */
export function InputNews(props: { input: InputDetail }) {
  const news = () => whyWords(props.input)
  return (
    <p class="input-news" data-state={stateName(props.input.state)}>
      <Show when={news()}>
        {(text) => (
          <>
            <span title={text()}>{text()}</span>
            <a class="link" href={`#${whatToDo}`} onClick={show}>
              What to do
            </a>
          </>
        )}
      </Show>
    </p>
  )
}

function show(event: MouseEvent): void {
  const box = document.querySelector<HTMLElement>(`#${whatToDo}`)
  if (box === null) return
  event.preventDefault()
  box.scrollIntoView({ block: 'nearest' })
  box.focus({ preventScroll: true })
}

/** What to do about it: while it waits for a first packet, and whatever failed. Below all that must not move when it comes. */
export function InputTrouble(props: { input: InputDetail }) {
  const { setTestSignal } = useInputActions()
  return (
    <Switch>
      <Match when={props.input.state === 'WAITING'}>
        <Box title={withoutStop(whyWords(props.input) ?? '')}>
          <p class="mb-3 max-w-[76ch] text-read">
            Check the sender's address and port, then any firewall between. Or paste this {whereToPaste(props.input.listenUrl)}:
          </p>
          <CommandField text={testCommand(props.input.listenUrl)} />
          <Show when={props.input.testSignalEndsAt == null}>
            <p class="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
              <button type="button" class="btn" onClick={() => void setTestSignal(props.input.id, true)}>
                Send a test signal
              </button>
              <span class="text-ink-3">It ends by itself after 10 min.</span>
            </p>
          </Show>
        </Box>
      </Match>
      <Match when={props.input.failure}>
        {(failure) => (
          <Box title="What to do">
            <FailureBox failure={failure()} logHref={logAddress({ inputId: props.input.id, at: failure().lastSeenAt })} />
          </Box>
        )}
      </Match>
      <Match when={props.input.state === 'UNKNOWN'}>
        <Box title="What to do">
          <p class="text-read">
            MediaMTX, which receives the feeds, does not answer, so what arrives is not known.{' '}
            <a class="link" href={addressOf('/system')}>
              System
            </a>{' '}
            has more.
          </p>
        </Box>
      </Match>
    </Switch>
  )
}

function Box(props: ParentProps<{ title: string }>) {
  return (
    <section id={whatToDo} class="input-trouble" tabindex="-1" aria-label={props.title}>
      <h2 class="mb-3 text-read font-strong text-ink-1">{props.title}</h2>
      {props.children}
    </section>
  )
}
