import { useClient } from '@urql/solid'
import { useConnection } from '../api/ApiProvider.tsx'
import { useLive } from '../live/LiveProvider.tsx'
import type { LogFilter } from '../logs/address.ts'
import { followLog } from '../logs/followLog.ts'
import { LogLines } from '../logs/LogLines.tsx'

/** A log that follows what happens. Scrolling up pauses it; nothing is lost meanwhile. Stands in a flex column that has a height. */
export function LogView(props: { filter: LogFilter; label: string; evidence?: string | null | undefined }) {
  const live = useLive()
  const log = followLog({
    ...{ client: useClient(), connection: useConnection(), now: live.now },
    filter: () => props.filter,
    place: () => ({}),
  })
  return <LogLines log={log} filter={props.filter} label={props.label} evidence={props.evidence} />
}
