import { For } from 'solid-js'
import { outputKinds, type OutputKind } from './outputKinds.ts'

interface Props {
  isChosen: (kind: OutputKind) => boolean
  /** What was written may be lost with it: then it asks, and the card stays as it was. */
  choose: (kind: OutputKind, on: boolean) => Promise<void>
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
              onChange={({ currentTarget: box }) =>
                void props.choose(kind, box.checked).then(() => (box.checked = props.isChosen(kind)))
              }
            />
            <span class="font-medium text-ink-1">{kind.name}</span>
            <span class="text-meta text-ink-3">{kind.note}</span>
          </label>
        )}
      </For>
    </fieldset>
  )
}
