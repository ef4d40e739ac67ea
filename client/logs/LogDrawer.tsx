import { A } from '@solidjs/router'
import { createSignal } from 'solid-js'
import type { LogLevel } from '../generated/graphql.ts'
import { Panel } from '../parts/Panel.tsx'
import type { LogFilter } from './followLog.ts'
import { LevelChoice } from './LevelChoice.tsx'
import { LogView } from '../parts/LogView.tsx'

/** The log of one input or output over the page that it belongs to. */
export function LogDrawer(props: { title: string; filter: Pick<LogFilter, 'inputId' | 'outputId'>; close: () => void }) {
  const [level, setLevel] = createSignal<LogLevel>('INFO')
  const address = () => (props.filter.outputId ? `/logs?output=${props.filter.outputId}` : `/logs?input=${props.filter.inputId}`)
  return (
    <Panel title={`Log of ${props.title}`} wide close={props.close}>
      <div class="mb-3 flex flex-wrap items-center justify-between gap-3">
        <LevelChoice level={level()} choose={setLevel} />
        <A href={address()} class="link">
          Open in Logs
        </A>
      </div>
      <LogView filter={{ ...props.filter, level: level() }} label={`Log of ${props.title}`} />
    </Panel>
  )
}
