import { For } from 'solid-js'
import { outputKinds, type OutputKind } from './outputKinds.ts'

interface Props {
  isChosen: (kind: OutputKind) => boolean
  choose: (kind: OutputKind, on: boolean) => void
}

/** Where to send, as cards to tick: several at once. */
export function KindCards(props: Props) {
  return (
    <fieldset class="kinds">
      <legend class="field-label">Or choose where to send, several at once</legend>
      <For each={outputKinds}>
        {(kind) => (
          <label class="kind">
            <input
              type="checkbox"
              checked={props.isChosen(kind)}
              onChange={(event) => props.choose(kind, event.currentTarget.checked)}
            />
            <span class="font-medium text-ink-1">{kind.name}</span>
            <span class="text-meta text-ink-3">{kind.note}</span>
          </label>
        )}
      </For>
    </fieldset>
  )
}
