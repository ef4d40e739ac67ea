import { useBeforeLeave, useLocation } from '@solidjs/router'
import { onCleanup, onMount } from 'solid-js'
import { ask } from '../parts/asking.ts'

export interface LeaveGuard {
  /** Asks whether what was written shall be dropped; true where nothing would be lost. */
  mayLeave: () => Promise<boolean>
}

/** Keeps what was written from being lost by a click beside it: asks before the page is left, by whatever way. */
export function createLeaveGuard(isDirty: () => boolean): LeaveGuard {
  const location = useLocation()
  let isDropped = false
  async function mayLeave(): Promise<boolean> {
    if (isDropped || !isDirty()) return true
    isDropped = await ask({ title: 'Drop what you wrote?', text: 'It was not saved yet.', yes: 'Drop it' })
    return isDropped
  }

  useBeforeLeave((leaving) => {
    if (leaving.defaultPrevented || isDropped || !isDirty() || leaving.to === location.pathname + location.search) return
    leaving.preventDefault()
    void mayLeave().then((yes) => yes && leaving.retry(true))
  })

  // the browser asks in its own words
  const beforeUnload = (event: BeforeUnloadEvent): void => {
    if (isDirty()) event.preventDefault()
  }
  onMount(() => addEventListener('beforeunload', beforeUnload))
  onCleanup(() => removeEventListener('beforeunload', beforeUnload))
  return { mayLeave }
}
