import './logs.css'
import { useSearchParams } from '@solidjs/router'
import { useClient } from '@urql/solid'
import ArrowDownToLine from 'lucide-solid/icons/arrow-down-to-line'
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { useConnection } from '../api/ApiProvider.tsx'
import { usePageTitle } from '../frame/pageTitle.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { FilterField } from '../parts/FilterField.tsx'
import { icon } from '../parts/icon.ts'
import type { LogFilter } from './address.ts'
import { DownloadButton } from './DownloadButton.tsx'
import { followLog } from './followLog.ts'
import { LevelChoice, levelOf } from './LevelChoice.tsx'
import { LogLines } from './LogLines.tsx'
import { SourceChoice, sourceOf } from './SourceChoice.tsx'

type Query = Record<'output' | 'input' | 'source' | 'level' | 'q' | 'line' | 'at', string | undefined>

/** Not with every letter that is typed. */
const searchAfterMs = 250
const nowhere = { line: undefined, at: undefined }

/** All logs. What is shown stands in the address, so that it can be sent to somebody. */
export function LogsPage() {
  const live = useLive()
  const [query, setQuery] = useSearchParams<Query>()
  usePageTitle(() => 'Logs')

  const [search, setSearch] = createSignal(query.q)
  createEffect(
    on(
      () => query.q,
      (text) => {
        const later = setTimeout(() => setSearch(text), searchAfterMs)
        onCleanup(() => clearTimeout(later))
      },
      { defer: true },
    ),
  )
  const filter = (): LogFilter => ({
    outputId: query.output,
    inputId: query.input,
    source: sourceOf(query.source),
    level: levelOf(query.level),
    search: search(),
  })
  const log = followLog({
    ...{ client: useClient(), connection: useConnection(), now: live.now, filter },
    place: () => ({ line: query.line, at: query.at }),
  })
  createEffect(
    on(log.paused, (isPaused) => {
      // who reads on at the end has left the place
      if (!isPaused && (query.line ?? query.at) !== undefined) setQuery(nowhere, { replace: true })
    }),
  )
  const hits = () => {
    const many = log.lines().length
    if (!search()) return undefined
    return `${many}${log.hasOlder() || log.isHeldFull() ? '+' : ''} ${many === 1 ? 'match' : 'matches'}`
  }

  return (
    <div class="logs-page">
      <div class="page-head">
        <h1>Logs</h1>
        <div class="acts">
          <DownloadButton filter={filter()} />
        </div>
      </div>
      <div class="tools">
        <FilterField label="Find in the log" placeholder="Find text" hint={hits()} />
        <SourceChoice
          filter={filter()}
          choose={(chosen) => setQuery({ output: undefined, input: undefined, source: undefined, ...nowhere, ...chosen })}
        />
        <LevelChoice
          level={filter().level ?? 'INFO'}
          choose={(level) => setQuery({ level: level === 'INFO' ? undefined : level, ...nowhere })}
        />
        <button
          type="button"
          class="logs-follow"
          aria-pressed={!log.paused()}
          onClick={() => (log.paused() ? log.resume() : log.pause())}
        >
          <ArrowDownToLine {...icon} />
          Follow
        </button>
      </div>
      <LogLines log={log} filter={filter()} label="Log" line={query.line} at={query.at} />
      <Show when={hits()}>
        {(words) => (
          <p role="status" class="sr-only">
            {words()}
          </p>
        )}
      </Show>
    </div>
  )
}
