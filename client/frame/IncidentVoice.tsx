import { createEffect, createSignal, on } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { count } from '../parts/format.ts'

/** More than so many at once are told as a number. */
const mostTold = 2

/** Tells a screen reader, and it alone, what began and what is over. The only thing on the page that speaks by itself. */
export function IncidentVoice() {
  const live = useLive()
  const [said, setSaid] = createSignal('')
  createEffect(
    on(
      () => (live.incidents.known ? new Map(live.incidents.items.map(({ id, title }) => [id, title])) : null),
      (open, before) => {
        if (open === null || before == null) return open
        const begun = [...open].filter(([id]) => !before.has(id)).map(([, title]) => title)
        const over = [...before].filter(([id]) => !open.has(id)).map(([, title]) => title)
        const words = [tell(begun, 'began', ''), tell(over, 'are over', 'Over: ')].filter(Boolean).join('. ')
        if (words !== '') setSaid(words)
        return open
      },
    ),
  )
  return (
    <p class="sr-only" role="status" data-part="incident-voice">
      {said()}
    </p>
  )
}

function tell(titles: readonly string[], happened: string, prefix: string): string {
  if (titles.length > mostTold) return `${count(titles.length, 'incident')} ${happened}`
  return titles.map((title) => prefix + title).join('. ')
}
