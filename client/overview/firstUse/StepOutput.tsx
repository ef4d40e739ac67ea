import Plus from 'lucide-solid/icons/plus'
import { createSignal, For, Show } from 'solid-js'
import type { LiveInputFragment, LiveOutputFragment } from '../../generated/graphql.ts'
import { graphql, readFragment } from '../../generated/index.ts'
import { Later } from '../../loading/Guard.tsx'
import { loadLater } from '../../loading/loadLater.ts'
import { icon } from '../../parts/icon.ts'
import { OutputRate } from '../../parts/Rate.tsx'
import { StateBadge } from '../../parts/StateBadge.tsx'
import { outputWord } from '../../parts/words.ts'
import { Step } from './Step.tsx'
import { addressOf } from '../../url/address.ts'

const AddOutputs = loadLater('AddOutputs', () => import('../../panels/AddOutputs.tsx'))

const fragment = graphql(`
  fragment FirstUseOutput on Output {
    failure {
      message
    }
  }
`)

interface Props {
  input: LiveInputFragment | undefined
  outputs: readonly LiveOutputFragment[]
  hasPicture: boolean
  isDone: boolean
}

/** Where it goes, and that it gets there. */
export function StepOutput(props: Props) {
  const [isAdding, setAdding] = createSignal(false)
  const is = () => (props.isDone ? 'done' : props.hasPicture ? 'now' : 'later')
  return (
    <Step number={3} title="Choose where it goes" is={is()}>
      <Show when={props.outputs.length === 0}>
        <p>YouTube, Twitch, Facebook, an SRT partner, a UDP or RTSP receiver. Several at once; each runs on its own.</p>
      </Show>
      <Show when={props.outputs.length > 0}>
        <ul class="first-outputs">
          <For each={props.outputs}>
            {(output) => (
              <li data-output={output.id}>
                <div class="first-row">
                  <a href={addressOf(`/outputs/${output.id}`)} class="first-name">
                    {output.name}
                  </a>
                  <StateBadge
                    state={output.state}
                    word={outputWord(output.state, output.protocol)}
                    flapping={output.flapping}
                    drops={output.drops}
                  />
                  <OutputRate id={output.id} />
                </div>
                <Show when={readFragment(fragment, output).failure}>
                  {(failure) => <p class="first-hint">{failure().message}</p>}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.input}>
        {(input) => (
          <>
            <div class="first-row">
              <button
                type="button"
                class="btn"
                classList={{ 'btn-primary': props.hasPicture && props.outputs.length === 0 }}
                onClick={() => setAdding(true)}
              >
                <Plus {...icon} />
                <span>{props.outputs.length === 0 ? 'Add outputs now' : 'Add another'}</span>
              </button>
              <Show when={!props.hasPicture}>
                <span class="first-note">They wait until the picture arrives.</span>
              </Show>
            </div>
            <Show when={isAdding()}>
              <Later>
                <AddOutputs inputId={input().id} inputName={input().name} like={null} close={() => setAdding(false)} />
              </Later>
            </Show>
          </>
        )}
      </Show>
    </Step>
  )
}
