import { Match, Show, Switch } from 'solid-js'
import { useInputActions } from '../actions/inputs.ts'
import { logAddress } from '../logs/address.ts'
import { testCommand } from '../inputs/testCommand.ts'
import { CommandField } from '../parts/CopyField.tsx'
import { FailureBox } from '../parts/FailureBox.tsx'
import { timeAndDay } from '../parts/format.ts'
import type { InputDetail } from './detail.ts'

/** Why an input is not live, and what to do: while it waits for a first packet, and whatever failed. Nothing while it is well. */
export function InputTrouble(props: { input: InputDetail }) {
  const { setTestSignal } = useInputActions()
  return (
    <Switch>
      <Match when={props.input.state === 'WAITING'}>
        <section class="input-trouble" aria-label="Waiting for a feed">
          <h2 class="text-read font-strong text-ink-1">
            No packets on UDP {props.input.udpPort} since {timeAndDay(props.input.stateSince)}
          </h2>
          <p class="mb-3 max-w-[76ch] text-read">
            Check the sender's address and port, then any firewall between. Or paste this on any machine that has FFmpeg:
          </p>
          <CommandField text={testCommand(props.input.listenUrl)} />
          <Show when={!props.input.testSignal}>
            <button type="button" class="btn mt-3" onClick={() => void setTestSignal(props.input.id, true)}>
              Send a test signal
            </button>
          </Show>
        </section>
      </Match>
      <Match when={props.input.failure}>
        {(failure) => (
          <section class="input-trouble" aria-label="Why it is not as wished">
            <FailureBox failure={failure()} logHref={logAddress({ inputId: props.input.id, at: failure().lastSeenAt })} />
          </section>
        )}
      </Match>
      <Match when={props.input.state === 'UNKNOWN'}>
        <p class="input-trouble text-read">
          MediaMTX, which receives the feeds, does not answer, so what arrives is not known.{' '}
          <a class="link" href="/system">
            System
          </a>{' '}
          has more.
        </p>
      </Match>
    </Switch>
  )
}
