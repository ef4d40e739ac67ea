import Download from 'lucide-solid/icons/download'
import { createSignal } from 'solid-js'
import { notify } from '../frame/notices.ts'
import { icon } from '../parts/icon.ts'
import { save } from '../parts/save.ts'
import { csvOf } from './csv.ts'
import type { ListedIncident } from './IncidentRow.tsx'

/** Saves what the range and the filter let through as a table; `all` throws why they cannot be had, in words. */
export function DownloadIncidents(props: { all: () => Promise<ListedIncident[]> }) {
  const [isBusy, setBusy] = createSignal(false)
  async function download(): Promise<void> {
    setBusy(true)
    try {
      save(`incidents-${new Date().toISOString().slice(0, 10)}.csv`, 'text/csv', [csvOf(await props.all())])
    } catch (error) {
      notify(`Nothing was saved. ${(error as Error).message}`, { isProblem: true })
    } finally {
      setBusy(false)
    }
  }
  return (
    <button type="button" class="btn" disabled={isBusy()} onClick={() => void download()}>
      <Download {...icon} />
      Download
    </button>
  )
}
