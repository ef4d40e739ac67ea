import { megabits } from './format.ts'

/** A rate in a slot of fixed width. */
export function Rate(props: { bitsPerSecond: number | undefined }) {
  return (
    <span
      class="inline-block min-w-20 whitespace-nowrap"
      classList={{ 'text-ink-3': !props.bitsPerSecond, 'text-ink-1': !!props.bitsPerSecond }}
    >
      {megabits(props.bitsPerSecond ?? 0)} <span class="text-ink-3">Mb/s</span>
    </span>
  )
}
