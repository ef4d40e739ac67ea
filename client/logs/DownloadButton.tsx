import { useClient } from '@urql/solid'
import Download from 'lucide-solid/icons/download'
import { createSignal, onCleanup, Show } from 'solid-js'
import { notify } from '../frame/notices.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { icon } from '../parts/icon.ts'
import type { LogFilter } from './address.ts'
import { downloadLog } from './download.ts'
import { whoSaid } from './sources.ts'

/** Saves what the filter lets through, all of it, not only what is in sight. */
export function DownloadButton(props: { filter: LogFilter }) {
  const client = useClient()
  const live = useLive()
  const [lines, setLines] = createSignal<number | null>(null)
  const leaving = new AbortController()
  onCleanup(() => leaving.abort())

  async function download(): Promise<void> {
    setLines(0)
    const parts = { filter: props.filter, onProgress: setLines, signal: leaving.signal }
    const problem = await downloadLog(client, { ...parts, whoSaid: (line) => whoSaid(line, live) }).finally(() => setLines(null))
    if (problem !== null) notify(problem, { isProblem: true })
  }

  return (
    <button type="button" class="btn" disabled={lines() !== null} onClick={() => void download()}>
      <Download {...icon} />
      <Show when={lines() !== null} fallback="Download">
        {`${(lines() ?? 0).toLocaleString('en')} lines`}
      </Show>
    </button>
  )
}
