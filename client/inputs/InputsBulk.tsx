import Copy from 'lucide-solid/icons/copy'
import Play from 'lucide-solid/icons/play'
import Square from 'lucide-solid/icons/square'
import Trash from 'lucide-solid/icons/trash'
import { useInputActions } from '../actions/inputs.ts'
import { BulkBar } from '../parts/BulkBar.tsx'
import { count } from '../parts/format.ts'
import { smallIcon } from '../parts/icon.ts'
import type { Selection } from '../parts/selection.ts'

/** What can be done with all that are selected. */
export function InputsBulk(props: { selection: Selection }) {
  const actions = useInputActions()
  const ids = () => [...props.selection.ids()]
  const note = () => {
    const interrupted = actions.carrying(ids())
    return interrupted === 0 ? undefined : `Stop would interrupt ${count(interrupted, 'live output')}`
  }
  return (
    <BulkBar selection={props.selection} note={note()}>
      <button type="button" class="btn btn-small" onClick={() => void actions.setRunning(ids(), true)}>
        <Play {...smallIcon} />
        <span>Start</span>
      </button>
      <button type="button" class="btn btn-small" onClick={() => void actions.setRunning(ids(), false)}>
        <Square {...smallIcon} />
        <span>Stop</span>
      </button>
      <button type="button" class="btn btn-small" onClick={() => void actions.duplicate(ids())}>
        <Copy {...smallIcon} />
        <span>Duplicate</span>
      </button>
      <button type="button" class="btn btn-small" onClick={() => void actions.remove(ids())}>
        <Trash {...smallIcon} />
        <span>Delete</span>
      </button>
    </BulkBar>
  )
}
