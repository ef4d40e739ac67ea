import { For } from 'solid-js'
import { Panel } from '../parts/Panel.tsx'
import { offeredActions } from './actions.ts'
import { closeKeys, commandKey } from './palette.ts'

/** The keys that do something here. */
export function Keys() {
  // asked before the list stands over the page
  const keys = [
    { title: 'Search or jump to', key: `${commandKey} K` },
    ...offeredActions().flatMap(({ title, key }) => (key === undefined ? [] : [{ title, key }])),
  ]
  return (
    <Panel title="Keyboard" close={closeKeys}>
      <dl>
        <For each={keys}>
          {({ title, key }) => (
            <div class="flex min-h-9 items-center justify-between border-t border-line">
              <dt>{title}</dt>
              <dd>
                <kbd>{key}</kbd>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </Panel>
  )
}
