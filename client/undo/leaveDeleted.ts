import { useNavigate } from '@solidjs/router'
import { createEffect, on, type Accessor } from 'solid-js'
import { wasDeletedHere } from './deletions.ts'

/** Who deleted the object of this page goes on to what it belonged to; `where` is that while the object is there. */
export function leaveDeleted(key: Accessor<string>, where: Accessor<string | undefined>): void {
  const navigate = useNavigate()
  createEffect(
    on([key, where], ([now, there], before) => {
      const [former, next] = before ?? []
      if (there === undefined && former === now && next !== undefined && wasDeletedHere(now)) navigate(next, { replace: true })
    }),
  )
}
