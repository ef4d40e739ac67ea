import './firstUse.css'
import { Show } from 'solid-js'
import { useLive } from '../../live/LiveProvider.tsx'
import { StepInput } from './StepInput.tsx'
import { StepOutput } from './StepOutput.tsx'
import { StepSender } from './StepSender.tsx'

/** The way to a first delivered picture, in three steps on one page. Each is done when the server says so, not when a button was pressed. */
export function FirstUse(props: { done: () => void }) {
  const live = useLive()
  const input = () => live.inputs.items[0]
  const outputs = () => live.outputs.items
  const hasPicture = () => input()?.state === 'LIVE' || input()?.state === 'DEGRADED'
  const isSent = () => outputs().some(({ state }) => state === 'LIVE' || state === 'DEGRADED')
  return (
    <div class="first-use">
      <h1>Send your first feed</h1>
      <p class="first-use-intro">Three steps, about a minute. Inputs and outputs can be made before any feed is sent.</p>
      <ol class="first-steps">
        <StepInput input={input()} />
        <StepSender input={input()} isDone={hasPicture()} />
        <StepOutput input={input()} outputs={outputs()} hasPicture={hasPicture()} isDone={isSent()} />
      </ol>
      <Show when={input()}>
        <div class="first-use-foot">
          <button type="button" class="btn" classList={{ 'btn-primary': hasPicture() && isSent() }} onClick={() => props.done()}>
            Go to the overview
          </button>
          <span>{hasPicture() && isSent() ? 'Your first feed is on its way.' : 'What is set up stays as it is.'}</span>
        </div>
      </Show>
    </div>
  )
}
