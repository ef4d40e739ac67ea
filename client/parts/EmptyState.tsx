import type { JSX } from 'solid-js'

interface Props {
  /** What is not there: `No outputs yet`. */
  title: string
  /** What to do next, in a sentence. */
  text: string
  /** The button or link that does it. */
  action?: JSX.Element
}

/** Says what is not there and what to do next. */
export function EmptyState(props: Props) {
  return (
    <div class="border-t border-line pt-4 pb-8" data-part="empty">
      <p class="text-read font-strong text-ink-1">{props.title}</p>
      <p class="max-w-[62ch] text-read text-ink-3">{props.text}</p>
      <div class="mt-3 flex flex-wrap gap-2 empty:hidden">{props.action}</div>
    </div>
  )
}
