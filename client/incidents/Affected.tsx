import { For, Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { inputWords, outputWord } from '../parts/words.ts'
import type { ToldIncident } from './words.ts'
import { addressOf } from '../url/address.ts'

/** The input and the outputs that an incident concerns, as they are now. What was deleted keeps its name. */
export function Affected(props: { incident: ToldIncident }) {
  const live = useLive()
  return (
    <aside aria-label="Affected">
      <Show when={props.incident.inputId}>
        {(id) => (
          <>
            <h2 class="group">Input</h2>
            <ul class="incident-affects">
              <li>
                <Show when={live.inputs.get(id())} fallback={<Deleted name={props.incident.inputName ?? ''} />}>
                  {(input) => (
                    <>
                      <a href={addressOf(`/inputs/${id()}`)}>{input().name}</a>
                      <StateBadge state={input().state} word={inputWords[input().state]} />
                    </>
                  )}
                </Show>
              </li>
            </ul>
          </>
        )}
      </Show>
      <Show when={props.incident.outputIds.length > 0}>
        <h2 class="group">
          Outputs <span>{props.incident.outputIds.length}</span>
        </h2>
        <ul class="incident-affects">
          <For each={props.incident.outputIds}>
            {(id, place) => (
              <li>
                <Show when={live.outputs.get(id)} fallback={<Deleted name={props.incident.outputNames[place()] ?? ''} />}>
                  {(output) => (
                    <>
                      <a href={addressOf(`/outputs/${id}`)}>{output().name}</a>
                      <StateBadge
                        state={output().state}
                        word={outputWord(output().state, output().protocol)}
                        flapping={output().flapping}
                        drops={output().drops}
                      />
                    </>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </aside>
  )
}

function Deleted(props: { name: string }) {
  return (
    <>
      <span class="text-ink-3">{props.name}</span>
      <span class="text-ink-3">Deleted</span>
    </>
  )
}
