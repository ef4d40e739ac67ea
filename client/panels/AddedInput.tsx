import './panels.css'
import { Show } from 'solid-js'
import { useInputActions } from '../actions/inputs.ts'
import { graphql, readFragment } from '../generated/index.ts'
import { senderUrl, testCommand, whereToPaste } from '../inputs/testCommand.ts'
import { audioWords, videoWords } from '../inputs/tracksWords.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { CommandField, CopyField } from '../parts/CopyField.tsx'
import { Panel } from '../parts/Panel.tsx'
import { InputRate } from '../parts/Rate.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { EndsIn } from '../parts/Times.tsx'
import { inputWords } from '../parts/words.ts'
import { ArrivalStep } from './ArrivalStep.tsx'
import { addressOf } from '../url/address.ts'

const fragment = graphql(`
  fragment AddedInput on Input {
    listenUrl
    testSignalEndsAt
    tracks {
      kind
      codec
      width
      height
      sampleRate
    }
    failure {
      message
    }
  }
`)

/** An input that was just added: it listens, packets come, the feed is read. Closing it changes nothing. */
export function AddedInput(props: { id: string; close: () => void }) {
  const live = useLive()
  const actions = useInputActions()
  const input = () => live.inputs.get(props.id)
  const about = () => readFragment(fragment, input())
  const arrives = () => input()?.state === 'LIVE' || input()?.state === 'DEGRADED'
  const listens = () => arrives() || input()?.state === 'WAITING' || input()?.state === 'LOST'
  const carried = () =>
    [videoWords, audioWords]
      .map((words) => words(about()?.tracks ?? []))
      .filter(Boolean)
      .join(', ')
  const isRead = () => arrives() && (about()?.tracks.length ?? 0) > 0

  return (
    <Panel
      title={input() === undefined ? 'Input added' : `${input()?.name} is added`}
      close={props.close}
      foot={
        <div class="panel-foot flex items-center justify-end gap-2">
          <button type="button" class="btn" onClick={() => props.close()}>
            Done
          </button>
          <a class="btn btn-primary" href={addressOf(`/inputs/${props.id}/outputs/new`)}>
            Add outputs
          </a>
        </div>
      }
    >
      <Show when={input()}>
        {(known) => (
          <>
            <p class="mb-1 flex items-center gap-4">
              <StateBadge large state={known().state} word={inputWords[known().state]} />
              <Show when={arrives()}>
                <InputRate id={props.id} />
              </Show>
            </p>
            <ol class="arrival" aria-label="What arrives" aria-live="polite">
              <ArrivalStep isDone={listens()} title="Listening">
                <Show when={known().desired === 'STOPPED'} fallback={about()?.failure?.message ?? `On UDP ${known().udpPort}.`}>
                  It is stopped, as you wished.
                </Show>
              </ArrivalStep>
              <ArrivalStep isDone={arrives()} title="Packets">
                {arrives() ? 'They arrive.' : `Waiting for packets on UDP ${known().udpPort}.`}
              </ArrivalStep>
              <ArrivalStep isDone={isRead()} title="Tracks">
                {isRead() ? carried() : 'Shown once a feed is read.'}
              </ArrivalStep>
            </ol>
            <Show when={!arrives() && known().desired === 'RUNNING'}>
              <CopyField
                label="Send to"
                text={senderUrl(about()?.listenUrl ?? '')}
                copyLabel={`Copy the address of ${known().name}`}
              />
              <p class="mt-4 mb-2">A test picture with a tone, to be pasted {whereToPaste(about()?.listenUrl ?? '')}:</p>
              <CommandField text={testCommand(about()?.listenUrl ?? '')} />
              <p class="mt-5 mb-2">Or let this server send itself one:</p>
              <button type="button" class="btn self-start" onClick={() => void actions.setTestSignal(props.id, true)}>
                Send a test signal
              </button>
            </Show>
            <Show when={about()?.testSignalEndsAt}>
              {(at) => (
                <p class="mt-3 flex flex-wrap items-center gap-3">
                  <span>
                    This server sends itself a test signal; it <EndsIn at={at()} />.
                  </span>
                  <button type="button" class="btn btn-small" onClick={() => void actions.setTestSignal(props.id, false)}>
                    Stop the test signal
                  </button>
                </p>
              )}
            </Show>
          </>
        )}
      </Show>
    </Panel>
  )
}
