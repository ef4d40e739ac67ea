import { For } from 'solid-js'
import type { LogSource } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'
import type { LogFilter } from './address.ts'

const sources: { value: LogSource; name: string }[] = [
  { value: 'APP', name: 'Manager' },
  { value: 'MEDIAMTX', name: 'MediaMTX' },
  { value: 'INPUT', name: 'All inputs' },
  { value: 'OUTPUT', name: 'All outputs' },
]

/** The source that an address names; undefined when it names none. */
export function sourceOf(text: string | undefined): LogSource | undefined {
  return sources.find(({ value }) => value === text)?.value
}

interface Props {
  filter: LogFilter
  /** One of `output`, `input` and `source`; all undefined: everything. */
  choose: (chosen: { output?: string; input?: string; source?: string }) => void
}

/** Whose lines are shown. */
export function SourceChoice(props: Props) {
  const live = useLive()
  const chosen = () => {
    const { outputId, inputId, source } = props.filter
    return outputId ? `output:${outputId}` : inputId ? `input:${inputId}` : source ? `source:${source}` : ''
  }
  const Choice = (choice: { value: string; name: string }) => (
    <option value={choice.value} selected={chosen() === choice.value}>
      {choice.name}
    </option>
  )
  return (
    <label class="logs-source">
      <span class="phone:sr-only">Source</span>
      <select
        onChange={(event) => {
          const [kind = '', what = ''] = event.currentTarget.value.split(':')
          props.choose(kind === '' ? {} : { [kind]: what })
        }}
      >
        <Choice value="" name="Everything" />
        <For each={sources}>{({ value, name }) => <Choice value={`source:${value}`} name={name} />}</For>
        <optgroup label="Inputs">
          <For each={live.inputs.items}>{(input) => <Choice value={`input:${input.id}`} name={input.name} />}</For>
        </optgroup>
        <optgroup label="Outputs">
          <For each={live.outputs.items}>{(output) => <Choice value={`output:${output.id}`} name={output.name} />}</For>
        </optgroup>
      </select>
    </label>
  )
}
