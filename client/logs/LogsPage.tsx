import { useSearchParams } from '@solidjs/router'
import { createUniqueId, For } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import type { LogSource } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'
import type { LogFilter } from './followLog.ts'
import { LevelChoice, levelOf } from './LevelChoice.tsx'
import { LogView } from '../parts/LogView.tsx'

const sources: { value: LogSource; name: string }[] = [
  { value: 'APP', name: 'Manager' },
  { value: 'MEDIAMTX', name: 'MediaMTX' },
  { value: 'INPUT', name: 'All inputs' },
  { value: 'OUTPUT', name: 'All outputs' },
]

interface Query extends Record<string, string | undefined> {
  output?: string
  input?: string
  source?: string
  level?: string
}

/** All logs. What is shown stands in the address, so that it can be sent to somebody. */
export function LogsPage() {
  const live = useLive()
  const [query, setQuery] = useSearchParams<Query>()
  const id = createUniqueId()
  usePageTitle(() => 'Logs')

  const filter = (): LogFilter => ({
    outputId: query.output,
    inputId: query.input,
    source: sources.find((one) => one.value === query.source)?.value,
    level: levelOf(query.level),
  })
  const chosen = () => {
    if (query.output !== undefined) return `output:${query.output}`
    if (query.input !== undefined) return `input:${query.input}`
    return filter().source === undefined ? '' : `source:${filter().source}`
  }
  function choose(value: string): void {
    const [kind = '', what] = value.split(':')
    setQuery({ output: undefined, input: undefined, source: undefined, ...(kind !== '' && { [kind]: what }) })
  }

  return (
    <div class="flex h-[calc(100dvh-var(--bar)-56px)] flex-col phone:h-[calc(100dvh-var(--bar)-var(--tabs)-32px)]">
      <h1 class="mb-4 text-title font-strong text-ink-1 phone:mb-2">Logs</h1>
      <div class="mb-3 flex flex-wrap items-center gap-3">
        <label class="text-ink-3 phone:sr-only" for={id}>
          Source
        </label>
        <select
          id={id}
          class="h-(--control) max-w-full rounded-2 border border-edge bg-canvas px-2 text-ink-1 phone:w-full"
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="" selected={chosen() === ''}>
            Everything
          </option>
          <For each={sources}>
            {(one) => (
              <option value={`source:${one.value}`} selected={chosen() === `source:${one.value}`}>
                {one.name}
              </option>
            )}
          </For>
          <optgroup label="Inputs">
            <For each={live.inputs.items}>
              {(input) => (
                <option value={`input:${input.id}`} selected={chosen() === `input:${input.id}`}>
                  {input.name}
                </option>
              )}
            </For>
          </optgroup>
          <optgroup label="Outputs">
            <For each={live.outputs.items}>
              {(output) => (
                <option value={`output:${output.id}`} selected={chosen() === `output:${output.id}`}>
                  {output.name}
                </option>
              )}
            </For>
          </optgroup>
        </select>
        <LevelChoice
          level={filter().level ?? 'INFO'}
          choose={(level) => setQuery({ level: level === 'INFO' ? undefined : level })}
        />
      </div>
      <LogView filter={filter()} label="Log" />
    </div>
  )
}
