import Download from 'lucide-solid/icons/download'
import { createSignal } from 'solid-js'
import { icon } from '../parts/icon.ts'
import { save } from '../parts/save.ts'
import { csvOf } from './csv.ts'
import type { ListedIncident } from './IncidentRow.tsx'

/** Saves what the range and the filter let through as a table. */
export function DownloadIncidents(props: { all: () => Promise<ListedIncident[]> }) {
  const [isBusy, setBusy] = createSignal(false)
  async function download(): Promise<void> {
    setBusy(true)
    const incidents = await props.all().finally(() => setBusy(false))
    save(`incidents-${new Date().toISOString().slice(0, 10)}.csv`, 'text/csv', [csvOf(incidents)])
  }
  return (
    <button type="button" class="btn" disabled={isBusy()} onClick={() => void download()}>
      <Download {...icon} />
      Download
    </button>
  )
}
