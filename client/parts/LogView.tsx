import { useClient } from '@urql/solid'
import ArrowDown from 'lucide-solid/icons/arrow-down'
import { createEffect, For, on, Show } from 'solid-js'
import { useConnection } from '../api/ApiProvider.tsx'
import { useLive } from '../live/LiveProvider.tsx'
import { count, timeOfDayMs } from './format.ts'
import { icon } from './icon.ts'
import { followLog, type Line, type LogFilter } from '../logs/followLog.ts'

const sourceNames = { APP: 'manager', MEDIAMTX: 'mediamtx', INPUT: 'input', OUTPUT: 'output' } as const

/** A log that follows what happens. Scrolling up pauses it; nothing is lost meanwhile. */
export function LogView(props: { filter: LogFilter; label: string }) {
  const live = useLive()
  const log = followLog(useClient(), useConnection(), () => props.filter)
  let box!: HTMLDivElement

  const toEnd = (): void => void (box.scrollTop = box.scrollHeight)
  createEffect(
    on(log.lines, () => {
      if (!log.paused()) toEnd()
    }),
  )

  function scrolled(): void {
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 24
    if (!atEnd && !log.paused()) log.pause()
    else if (atEnd && log.paused()) log.resume()
  }

  function resume(): void {
    log.resume()
    toEnd()
  }

  const who = (line: Line) =>
    (line.outputId && live.outputs.items.find((output) => output.id === line.outputId)?.name) ||
    (line.inputId && live.inputs.items.find((input) => input.id === line.inputId)?.name) ||
    sourceNames[line.source]

  return (
    <div class="relative flex min-h-0 flex-1 flex-col">
      <div ref={box} class="log flex-1" role="log" aria-live="off" aria-label={props.label} tabindex="0" onScroll={scrolled}>
        <For each={log.lines()} fallback={<p class="px-4 text-ink-3">{log.problem() ?? 'No lines yet.'}</p>}>
          {(line) => (
            <>
              <Show when={line.dropped > 0}>
                <p class="log-gap">{count(line.dropped, 'line')} dropped here: more came than are kept</p>
              </Show>
              <div class="log-line" data-level={line.level} data-line={line.id}>
                <span title={line.at}>{timeOfDayMs(line.at)}</span>
                <span>{line.level.toLowerCase()}</span>
                <span title={who(line)}>{who(line)}</span>
                <span>
                  {line.text}
                  <Show when={line.repeated > 0}>
                    <span class="ml-3 rounded-1 border border-line px-1.5">×{line.repeated + 1}</span>
                  </Show>
                </span>
              </div>
            </>
          )}
        </For>
      </div>
      <Show when={log.paused()}>
        <button type="button" class="btn btn-primary absolute bottom-4 left-1/2 -translate-x-1/2 rounded-full!" onClick={resume}>
          <ArrowDown {...icon} />
          <span>Paused, {count(log.held(), 'new line')}. Resume</span>
        </button>
      </Show>
    </div>
  )
}
